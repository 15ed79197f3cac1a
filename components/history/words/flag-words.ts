import { instantText } from "@/components/ui/time/words";
import type { JsonValue } from "@/lib/contract/json";
import type { Difference } from "../diff";
import type { Phrase } from "./phrase";
import { described, renamed } from "./rule-words";

/** What was changed of a flag, when it is one thing of which there is more to say than its name. */
export function flagChange(flag: Phrase, { path, before, after }: Difference): Phrase | undefined {
  switch (path[0]) {
    case "enabled":
      return [after === true ? "turned on " : "turned off ", ...flag];
    case "default_value":
      return ["changed the default of ", ...flag, ` from ${described(before)} to ${described(after)}`];
    case "status":
      return after === "archived" ? ["archived ", ...flag] : ["took ", ...flag, " out of the archive"];
    case "name":
      return renamed(before, after);
    case "scheduled_at":
      return typeof after === "string"
        ? ["scheduled ", ...flag, ` for ${instantText(after)}`]
        : ["called off the schedule of ", ...flag];
    case "when_disabled":
      return after === "code_default"
        ? ["left ", ...flag, " to the default in the code while it is off"]
        : ["made ", ...flag, " serve its default while it is off"];
    case "is_client_visible":
      return after === true
        ? ["made ", ...flag, " visible in browsers and apps"]
        : ["hid ", ...flag, " from browsers and apps"];
    case "environments":
      return stateChange(flag, path, before, after);
    default:
      return undefined;
  }
}

/** What was changed of a flag in one environment. */
function stateChange(
  flag: Phrase,
  [, environment, field]: Difference["path"],
  before: unknown,
  after: unknown,
): Phrase | undefined {
  const where = ` in ${environment}`;
  if (field === "enabled") return [after === true ? "turned on " : "turned off ", ...flag, where];
  if (field !== "default_value") return undefined;
  if (after === undefined) return ["gave ", ...flag, `${where} the default of all environments again`];
  if (before === undefined) return ["gave ", ...flag, `${where} the default ${described(unwrapped(after))}`];
  const values = `from ${described(unwrapped(before))} to ${described(unwrapped(after))}`;
  return ["changed the default of ", ...flag, `${where} ${values}`];
}

/** One that came or went is told with its wrapping, `{"value": X}`. */
const unwrapped = (value: unknown): JsonValue | undefined => Object(value).value ?? value;
