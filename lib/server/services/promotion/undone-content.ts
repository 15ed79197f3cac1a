import { toTimestamp } from "@/lib/contract/common";
import type { EnvironmentState } from "@/lib/contract/flag-environment";
import type { Rule } from "@/lib/contract/rule";
import { saySame } from "@/lib/contract/rule-pairs";
import type { FlagContent } from "../../store/flag-contents";
import { undoneOrder } from "./undone-order";

/** A flag's content in an environment before and after a change. */
interface MadeChange {
  readonly before: FlagContent;
  readonly after: FlagContent;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The content of a flag in an environment after a change is reverted: what the change changed is as before, and later
 * changes stay. Unchanged parts stay the same objects.
 */
export function undoneContent({ before, after }: MadeChange, current: FlagContent, now: Date): FlagContent {
  const state = undoneState({ before: before.state, after: after.state }, current.state);
  const rules = undoneRules(before.rules, after.rules, current.rules, toTimestamp(now));
  return {
    state: same(state, current.state) ? current.state : state,
    rules: same(rules, current.rules) ? current.rules : rules,
  };
}

function undoneState(
  { before, after }: Readonly<Record<keyof MadeChange, EnvironmentState>>,
  current: EnvironmentState,
): EnvironmentState {
  const { enabled } = before.enabled === after.enabled ? current : before;
  const { default_value } = same(before.default_value, after.default_value) ? current : before;
  return { enabled, ...(default_value && { default_value }) };
}

function undoneRules(
  before: readonly Rule[],
  after: readonly Rule[],
  current: readonly Rule[],
  updated_at: string,
): readonly Rule[] {
  // The change did not concern rules.
  if (before.length === 0 && after.length === 0) return current;
  const [olds, changed, now] = [byId(before), byId(after), byId(current)];
  const undone = (id: string): Rule[] => {
    const [old, since, there] = [olds.get(id), changed.get(id), now.get(id)];
    // The change added the rule, or it was deleted after the change.
    if (there === undefined) return old !== undefined && since === undefined ? [{ ...old, updated_at }] : [];
    if (old === undefined || since === undefined || saySame(old, since)) return [there];
    const back = { ...there, ...changedFields(old, since) };
    return [same(back, there) ? there : { ...back, updated_at }];
  };
  const places = undoneOrder(before, after, current);
  return places.flatMap(({ id, position }) =>
    undone(id).map((rule) => (rule.position === position ? rule : { ...rule, position, updated_at })),
  );
}

/** The fields that a change changed, with their values before it. A field that was absent is absent again. */
function changedFields(old: Rule, since: Rule): Partial<Rule> {
  const names = Object.keys({ ...since, ...old }).filter((name) => !NOT_SAID.has(name));
  const changed = names.filter((name) => !same(Reflect.get(old, name), Reflect.get(since, name)));
  return Object.fromEntries(changed.map((name) => [name, Reflect.get(old, name)]));
}

/** The identity of a rule and its position are handled elsewhere. */
const NOT_SAID = new Set(["id", "position", "updated_at"]);

const byId = (rules: readonly Rule[]): ReadonlyMap<string, Rule> => new Map(rules.map((rule) => [rule.id, rule]));
