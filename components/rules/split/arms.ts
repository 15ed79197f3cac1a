import { type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";
import type { RuleContent } from "@/lib/contract/rule-pairs";
import type { Split } from "@/lib/contract/split";
import type { Variant } from "@/lib/contract/variant";
import type { SayValue } from "@/lib/targeting/analysis/sentences/words";
import { bucketByOf, thousandths, WHOLE_SPLIT } from "@/lib/targeting/rule-columns";
import { jsonKey } from "@/lib/targeting/values";
import { draftToRule, type RuleDraft } from "../draft";

/** An arm of a split while it is edited. */
export interface ArmDraft {
  rowId: string;
  value: ServedDraft;
  /** A whole number of thousandths of a percent, at least 1: so the sum is always exact. */
  weight: number;
}

type Arms = readonly ArmDraft[];

/** Where each arm ends, in thousandths of a percent. */
export function endsOf(arms: readonly Pick<ArmDraft, "weight">[]): number[] {
  let end = 0;
  return arms.map(({ weight }) => {
    end += weight;
    return end;
  });
}

export const leftOver = (arms: Arms): number => WHOLE_SPLIT - (endsOf(arms).at(-1) ?? 0);

/** How far the border at an arm's end can go: no arm becomes empty, and only what is left over may. */
export function borderRange(arms: Arms, index: number): { readonly min: number; readonly max: number } {
  const ends = endsOf(arms);
  const next = ends[index + 1];
  return { min: (ends[index - 1] ?? 0) + 1, max: next === undefined ? WHOLE_SPLIT : next - 1 };
}

/**
 * Moves the border at an arm's end as far as it can go towards `to`. What one side gains the other loses: the next arm,
 * or what is left over. Nobody else moves.
 */
export function moveBorder(arms: Arms, index: number, to: number): ArmDraft[] {
  const { min, max } = borderRange(arms, index);
  const moved = Math.min(max, Math.max(min, Math.round(to))) - (endsOf(arms)[index] ?? 0);
  return arms.map((arm, at) => {
    if (at === index) return { ...arm, weight: arm.weight + moved };
    return at === index + 1 ? { ...arm, weight: arm.weight - moved } : arm;
  });
}

/** Gives an arm a weight as near to this as can be, by moving the border at its end. */
export const setWeight = (arms: Arms, index: number, weight: number): ArmDraft[] =>
  moveBorder(arms, index, (endsOf(arms)[index - 1] ?? 0) + weight);

/** Thousandths that cannot be divided go to the first arms. */
export function equalShares(arms: Arms): ArmDraft[] {
  const share = Math.floor(WHOLE_SPLIT / arms.length);
  const rest = WHOLE_SPLIT - share * arms.length;
  return arms.map((arm, at) => ({ ...arm, weight: share + (at < rest ? 1 : 0) }));
}

/**
 * What another arm begins with: the first variant that none of these values is; on beside off; else nothing yet.
 */
export function nextValue(
  flagType: FlagType,
  served: readonly ServedDraft[],
  variants: readonly Variant[],
): ServedDraft {
  const offered = variants.map(({ value }) => servedToDraft(flagType, value));
  const unused = offered.find((value) => !served.includes(value));
  if (unused !== undefined) return unused;
  // A boolean flag has no third value.
  const last = served.at(-1);
  return typeof last === "boolean" ? !last : startingServed(flagType);
}

/** An arm more at the end: of what is left over, or else of half of the last arm. */
export function addArm(arms: Arms, added: Omit<ArmDraft, "weight">): ArmDraft[] {
  const left = leftOver(arms);
  if (left > 0) return [...arms, { ...added, weight: left }];
  const last = arms.at(-1);
  if (last === undefined || last.weight < 2) return [...arms];
  const half = Math.floor(last.weight / 2);
  return [...arms.slice(0, -1), { ...last, weight: last.weight - half }, { ...added, weight: half }];
}

/** Its people go to the next arm, or are left over; nobody else moves. */
export function removeArm(arms: Arms, index: number): ArmDraft[] {
  const gone = arms[index]?.weight ?? 0;
  return arms.flatMap((arm, at) => {
    if (at === index) return [];
    return at === index + 1 ? [{ ...arm, weight: arm.weight + gone }] : [arm];
  });
}

/** Swaps an arm with the next one; each keeps its weight. */
export function swapWithNext(arms: Arms, index: number): ArmDraft[] {
  const [one, next] = [arms[index], arms[index + 1]];
  if (one === undefined || next === undefined) return [...arms];
  return arms.map((arm, at) => (at === index ? next : at === index + 1 ? one : arm));
}

/** Percent as they are typed, in thousandths; null for what is none, or has more than three decimals. */
export function typedWeight(text: string): number | null {
  const plain = text.trim().replace(/\s*%$/, "").replace(",", ".");
  return /^\d+(\.\d{1,3})?$|^\.\d{1,3}$/.test(plain) ? thousandths(Number(plain)) : null;
}

/** `33.334` */
export const percentText = (weight: number): string => String(weight / 1000);

/** What a rule serves: to the arms of its split, if it has one, and to the others. */
interface Serving {
  readonly value: JsonValue;
  readonly arms: readonly { readonly value: JsonValue; readonly weight: number }[];
}

/** How many of a split get another value. */
interface Move {
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** In thousandths of a percent. */
  amount: number;
}

/** Who moves from which value to which: the parts of the split between two borders, old or new, that differ. */
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
  return end < WHOLE_SPLIT ? [...parts, { value, end: WHOLE_SPLIT }] : parts;
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
  if (by !== bucketByOf(rule)) return `Everyone gets a new bucket, by ${by}: nobody’s value is known before.`;
  if (isSame && jsonKey(rule.value) === jsonKey(value)) return null;
  const moves = splitMoves(servingOf(rule.value, rule.split ?? []), servingOf(value, split ?? []));
  // Whoever has no bucket gets the rule's own value, also where the arms leave nothing over.
  const isOwnSame = jsonKey(rule.value) === jsonKey(value);
  return movesText(
    moves,
    say,
    isOwnSame ? null : `whoever has no ${by} moves from ${say(rule.value)} to ${say(value)}`,
  );
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
 * @param others what becomes of those without a bucket; null: they get what they got
 */
export function movesText(moves: readonly Move[], say: SayValue, others: string | null = null): string {
  if (moves.length === 0 && others === null) return "Nobody moves from one value to another.";
  const said = moves
    .slice(0, SHOWN_MOVES)
    .map(({ from, to, amount }) => `${amount / 1000} % move from ${say(from)} to ${say(to)}`);
  const more = moves.length - said.length;
  const all = moves.reduce((sum, { amount }) => sum + amount, 0);
  const rest = more > 0 ? `; and ${more} more moves, ${all / 1000} % in all` : "";
  const unbucketed = others === null ? [] : [others];
  const text = [...said, ...unbucketed].join(", ");
  return `${text[0]?.toUpperCase()}${text.slice(1)}${rest}${all < WHOLE_SPLIT ? "; nobody else moves." : "."}`;
}
