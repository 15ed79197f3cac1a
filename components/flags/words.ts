import type { FlagType } from "@/lib/contract/flag-value";

/** How the pages call the types. */
export const flagTypeLabels: Record<FlagType, string> = {
  boolean: "On/off",
  string: "Text",
  number: "Number",
  json: "JSON",
};
