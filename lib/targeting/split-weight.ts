/**
 * The sum of all weights, in thousandths of a percent: weights are whole numbers of these, so that sums and borders are
 * exact.
 */
export const WHOLE_SPLIT = 100_000;

/** A weight in percent as a whole number of thousandths; null for anything else, also with more than three decimals. */
export function thousandths(weight: unknown): number | null {
  if (typeof weight !== "number") return null;
  const whole = Math.round(weight * 1000);
  return whole > 0 && whole <= WHOLE_SPLIT && whole / 1000 === weight ? whole : null;
}
