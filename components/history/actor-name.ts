import type { Actor } from "@/lib/contract/audit";

/** Whoever made a change, as people call them. */
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
