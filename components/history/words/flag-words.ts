import { requirementOf, requirementText } from "@/components/flags/requirements/words";
import { instantText } from "@/components/ui/time/words";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { type Difference, listDifference } from "../diff";
import type { Phrase } from "./phrase";
import { described, renamed } from "./rule-words";

/** What was changed of a flag, when it is one thing of which there is more to say than its name. */
export function flagChange(
  flag: Phrase,
  { path, before, after }: Difference,
  variants: readonly Variant[] | undefined,
): Phrase | undefined {
  const say = (value: Difference["before"]) => described(value, variants);
  switch (path[0]) {
    case "enabled":
      return [after === true ? "turned on " : "turned off ", ...flag];
    case "default_value":
      return ["changed the default of ", ...flag, ` from ${say(before)} to ${say(after)}`];
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
    case "variants":
      return variantsChange(flag, before, after);
    case "requires":
      return requiresChange(flag, before, after);
    case "environments":
      return stateChange(flag, path, { before, after, say });
    default:
      return undefined;
  }
}

/** What was changed of a flag's variants, when it is one. */
function variantsChange(flag: Phrase, before: unknown, after: unknown): Phrase | undefined {
  const { added, removed } = listDifference(before ?? [], after ?? []) ?? { added: [], removed: [] };
  if (added.length === 0 && removed.length === 0) return ["changed the order of the variants of ", ...flag];
  if (added.length > 1 || removed.length > 1) return undefined;
  const [{ name: old, value: was }, { name, value }]: [JsonObject, JsonObject] = [Object(removed[0]), Object(added[0])];
  const variant = { name: String(name ?? old) };
  if (old === undefined) return ["added the variant ", variant, " to ", ...flag];
  if (name === undefined) return ["removed the variant ", variant, " of ", ...flag];
  const isSameValue = JSON.stringify(was) === JSON.stringify(value);
  if (old !== name && !isSameValue) return undefined;
  if (old !== name) return ["renamed the variant ", { name: String(old) }, " of ", ...flag, " to ", variant];
  const values = isSameValue ? "" : ` from ${described(was)} to ${described(value)}`;
  return ["changed the variant ", variant, " of ", ...flag, values];
}

/** What a flag requires besides what it required, or no longer, when that is one thing. */
function requiresChange(flag: Phrase, before: unknown, after: unknown): Phrase | undefined {
  const { added, removed } = listDifference(before ?? [], after ?? []) ?? { added: [], removed: [] };
  if (added.length + removed.length !== 1) return undefined;
  const requirement = requirementOf(added[0] ?? removed[0]);
  if (requirement === undefined) return undefined;
  return [
    ...["made ", ...flag, added.length > 0 ? " need that " : " no longer need that "],
    { name: requirementText(requirement) },
  ];
}

/** What was changed of a flag in one environment. */
function stateChange(
  flag: Phrase,
  [, environment, field]: Difference["path"],
  { before, after, say }: Pick<Difference, "before" | "after"> & { say: (value: Difference["before"]) => string },
): Phrase | undefined {
  const where = ` in ${environment}`;
  if (field === "enabled") return [after === true ? "turned on " : "turned off ", ...flag, where];
  if (field !== "default_value") return undefined;
  if (after === undefined) return ["gave ", ...flag, `${where} the default of all environments again`];
  if (before === undefined) return ["gave ", ...flag, `${where} the default ${say(unwrapped(after))}`];
  const values = `from ${say(unwrapped(before))} to ${say(unwrapped(after))}`;
  return ["changed the default of ", ...flag, `${where} ${values}`];
}

/** One that came or went is told with its wrapping, `{"value": X}`. */
const unwrapped = (value: unknown): JsonValue | undefined => Object(value).value ?? value;
