import { requirementOf, requirementText } from "@/components/flags/words";
import { instantText } from "@/components/ui/time/words";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import { moved } from "@/lib/contract/moved";
import type { Variant } from "@/lib/contract/variant";
import { cut } from "@/lib/targeting/analysis/sentences/words";
import { describeServed, describeSplit, describeValue, fieldLabel } from "../describe-value";
import { type Difference, listDifference } from "../diff";
import { type KnownNames, listed, type Phrase, type Side } from "./phrase";

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

/** A rule by its name, or by whom it is for. */
export function ruleName(rule: Side, { segments }: Pick<KnownNames, "segments">): Phrase {
  if (typeof rule.name === "string") return [{ name: rule.name }];
  const conditions = Array.isArray(rule.conditions) ? rule.conditions.map((each) => describeValue(each, segments)) : [];
  const segment = typeof rule.segment_id === "string" ? (segments.get(rule.segment_id) ?? "a segment") : undefined;
  if (conditions.length === 0) return ["the rule for ", { name: cut(segment ?? "everyone") }];
  const who = [...conditions, ...(segment === undefined ? [] : [`in ${segment}`])].join(" and ");
  return ["the rule for ", { name: cut(who) }];
}

/** What was changed of a rule, when it is one thing of which there is more to say than its name. */
export function ruleChange(
  rule: Phrase,
  { path, before, after }: Difference,
  { segments, variants }: { segments: KnownNames["segments"]; variants: readonly Variant[] | undefined },
): Phrase | undefined {
  const arms = (split: Difference["before"]) => cut(describeSplit(split, variants), 80);
  switch (path[0]) {
    case "enabled":
      return [after === true ? "turned on " : "turned off ", ...rule];
    case "percentage":
      return shareChange(rule, before ?? null, after ?? null);
    case "value":
      return ["changed what ", ...rule, ` serves from ${described(before, variants)} to ${described(after, variants)}`];
    case "name":
      return renamed(before, after) ?? ["renamed ", ...rule];
    case "position":
      return ["moved ", ...rule];
    case "conditions":
      return ["changed whom ", ...rule, " is for"];
    case "split":
      if (before === undefined) return ["split ", ...rule, ` between values: ${arms(after)}`];
      if (after === undefined) return ["took the split of ", ...rule, ` apart: ${arms(before)}`];
      return ["changed how ", ...rule, ` splits from ${arms(before)} to ${arms(after)}`];
    case "segment_id": {
      if (typeof after === "string") return ["limited ", ...rule, " to ", { name: segments.get(after) ?? "a segment" }];
      const left = typeof before === "string" ? segments.get(before) : undefined;
      return ["opened ", ...rule, " to others than ", left === undefined ? "its segment" : { name: left }];
    }
    default:
      return [`changed the ${fieldLabel(path)} of `, ...rule, ` from ${described(before)} to ${described(after)}`];
  }
}

function shareChange(rule: Phrase, before: unknown, after: unknown): Phrase {
  if (typeof before === "number" && typeof after === "number") {
    return [after > before ? "raised " : "lowered ", ...rule, ` from ${before} % to ${after} %`];
  }
  if (typeof after === "number") return ["limited ", ...rule, ` to ${after} %`];
  return ["opened ", ...rule, ` to all, from ${String(before)} %`];
}

/** "renamed A to B"; undefined when one of them has no name. */
export const renamed = (before: unknown, after: unknown): Phrase | undefined =>
  typeof before === "string" && typeof after === "string"
    ? ["renamed ", { name: before }, " to ", { name: after }]
    : undefined;

/** A value within a sentence. @param variants of the flag that serves it */
const described = (value: Difference["before"], variants?: readonly Variant[]): string =>
  cut(describeServed(value, variants), 40);

/** Rules named on one line; more names would not help. */
const NAMED = 3;

/** The rules that were moved, and the target when it is one rule. */
export function orderPhrase(before: Side, after: Side): Phrase {
  const [old, now] = [idsOf(before), idsOf(after)];
  const names = namesIn(after);
  const ids = moved(old, now);
  const nameOf = (id: string): Phrase => {
    const name = names.get(id);
    return name === undefined ? [`rule ${old.indexOf(id) + 1}`] : [{ name }];
  };
  const [only] = ids;
  if (only === undefined) return ["numbered the rules anew"];
  if (ids.length === 1)
    return ["moved ", ...nameOf(only), ` from place ${old.indexOf(only) + 1} to ${now.indexOf(only) + 1}`];
  const told = ids.slice(0, NAMED).map(nameOf);
  const more = ids.length - told.length;
  return ["moved ", ...listed(more > 0 ? [...told, [`${more.toLocaleString("en")} more rules`]] : told)];
}

const idsOf = ({ rule_ids: ids }: Side): string[] =>
  Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];

/** The names in the entry. Entries of earlier versions have none. */
function namesIn({ moved: told }: Side): ReadonlyMap<string, string> {
  const named = Array.isArray(told) ? told.flatMap(nameIn) : [];
  return new Map(named);
}

function nameIn(item: JsonValue): [string, string][] {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return [];
  const { rule_id: id, name } = item;
  return typeof id === "string" && typeof name === "string" ? [[id, name]] : [];
}
