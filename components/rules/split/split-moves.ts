import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";
import type { RuleContent } from "@/lib/contract/rule-pairs";
import type { Split } from "@/lib/contract/split";
import type { SayValue } from "@/lib/targeting/analysis/sentences/words";
import { jsonKey } from "@/lib/targeting/json-key";
import { bucketByOf } from "@/lib/targeting/rule-defaults";
import { WHOLE_DRAW } from "@/lib/targeting/split-weight";
import { draftToRule, type RuleDraft } from "../draft";

/** What a rule serves: to the arms of its split, if it has one, and to the others. */
interface Serving {
  readonly value: JsonValue;
  readonly arms: readonly { readonly value: JsonValue; readonly weight: number }[];
}

/** How many of a draw get another value. */
interface Move {
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** In thousandths of a percent. */
  amount: number;
}

/** Who moves from which value to which: the parts of the draw between two borders, old or new, that differ. */
export function splitMoves(before: Serving, after: Serving): Move[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const borders = [...new Set([...old, ...now].map(({ end }) => end))].sort((a, b) => a - b);
  const moves = new Map<string, Move>();
  let start = 0;
  for (const border of borders) {
    const [from, to] = [valueAt(old, start), valueAt(now, start)];
    const key = `${jsonKey(from)} ${jsonKey(to)}`;
    const known = moves.get(key);
    if (known) known.amount += border - start;
    else if (jsonKey(from) !== jsonKey(to)) moves.set(key, { from, to, amount: border - start });
    start = border;
  }
  return [...moves.values()].sort((a, b) => b.amount - a.amount);
}

interface Part {
  readonly value: JsonValue;
  readonly end: number;
}

function partsOf({ value, arms }: Serving): Part[] {
  let end = 0;
  const parts = arms.map((arm): Part => {
    end += arm.weight;
    return { value: arm.value, end };
  });
  return end < WHOLE_DRAW ? [...parts, { value, end: WHOLE_DRAW }] : parts;
}

const valueAt = (parts: readonly Part[], place: number): JsonValue =>
  parts.find(({ end }) => place < end)?.value ?? null;

/** Who moves once a draft is saved, in words; null where no split changes, or a value cannot be read. */
export function draftMoves(rule: RuleContent, draft: RuleDraft, flagType: FlagType, say: SayValue): string | null {
  const fields = draftToRule(draft, flagType);
  const { value, split } = fields;
  const by = bucketByOf(fields);
  const isSame = JSON.stringify(rule.split ?? null) === JSON.stringify(split);
  if (value === undefined || split === undefined || (split === null && rule.split === undefined)) return null;
  if (by !== bucketByOf(rule)) return `All are drawn anew, by ${by}: nobody’s value is known before.`;
  if (isSame && jsonKey(rule.value) === jsonKey(value)) return null;
  return movesText(splitMoves(servingOf(rule.value, rule.split ?? []), servingOf(value, split ?? [])), say);
}

const servingOf = (value: JsonValue, split: Split): Serving => ({
  value,
  arms: split.map((arm) => ({ value: arm.value, weight: Math.round(arm.weight * 1000) })),
});

/** More say nothing more at a glance. */
const SHOWN_MOVES = 6;

/**
 * "2.5 % move from B to A; nobody else moves."
 * @param say a value as the flag calls it
 */
export function movesText(moves: readonly Move[], say: SayValue): string {
  if (moves.length === 0) return "Nobody moves from one value to another.";
  const said = moves
    .slice(0, SHOWN_MOVES)
    .map(({ from, to, amount }) => `${amount / 1000} % move from ${say(from)} to ${say(to)}`);
  const more = moves.length - said.length;
  const all = moves.reduce((sum, { amount }) => sum + amount, 0);
  const rest = more > 0 ? `; and ${more} more moves, ${all / 1000} % in all` : "";
  return `${said.join(", ")}${rest}${all < WHOLE_DRAW ? "; nobody else moves." : "."}`;
}
