import type { ServedDraft } from "@/components/values/draft";
import { thousandths, WHOLE_DRAW } from "@/lib/targeting/split-weight";

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

export const leftOver = (arms: Arms): number => WHOLE_DRAW - (endsOf(arms).at(-1) ?? 0);

/** How far the border at an arm's end can go: no arm becomes empty, and only what is left over may. */
export function borderRange(arms: Arms, index: number): { readonly min: number; readonly max: number } {
  const ends = endsOf(arms);
  const next = ends[index + 1];
  return { min: (ends[index - 1] ?? 0) + 1, max: next === undefined ? WHOLE_DRAW : next - 1 };
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
export function equalParts(arms: Arms): ArmDraft[] {
  const part = Math.floor(WHOLE_DRAW / arms.length);
  const rest = WHOLE_DRAW - part * arms.length;
  return arms.map((arm, at) => ({ ...arm, weight: part + (at < rest ? 1 : 0) }));
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
