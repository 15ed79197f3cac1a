import type { JsonValue } from "@/lib/contract/json";
import { moved } from "@/lib/contract/moved";
import { listed, type Phrase, type Side } from "./phrase";

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
