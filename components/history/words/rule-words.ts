import type { JsonValue } from "@/lib/contract/json";
import { moved } from "@/lib/contract/moved";
import type { Variant } from "@/lib/contract/variant";
import { cut } from "@/lib/targeting/analysis/sentences/words";
import { describeServed, describeSplit, describeValue } from "../describe-value";
import type { Difference } from "../diff";
import { type KnownNames, listed, type Phrase, type Side } from "./phrase";

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
  { path: [field], before, after }: Difference,
  { segments, variants }: { segments: KnownNames["segments"]; variants: readonly Variant[] | undefined },
): Phrase | undefined {
  const arms = (split: Difference["before"]) => cut(describeSplit(split, variants), 80);
  switch (field) {
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
    case "bucket_by":
      return ["changed what ", ...rule, ` draws by from ${described(before)} to ${described(after)}`];
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
      return undefined;
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
export const described = (value: Difference["before"], variants?: readonly Variant[]): string =>
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
