import type { Flag } from "@/lib/contract/flag";

/** Whether a flag's rules decide anything at present: not while it is off or archived. */
export const isServing = ({ enabled, status }: Pick<Flag, "enabled" | "status">): boolean =>
  enabled && status !== "archived";
