import type { Actor } from "@/lib/contract/audit";

/** The name of a person or key that made a change. */
export function actorName({ type, name, display_name: displayName }: Actor): string {
  switch (type) {
    case "api_key":
      return displayName === undefined ? `Key ${name}…` : `${displayName} (key)`;
    case "cli":
      return "The command line";
    case "system":
      return "Guidon";
    case "user":
      return displayName ?? name;
  }
}
