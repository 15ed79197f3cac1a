/** The defaults of a rule's columns: everyone whom it matches gets its value. */
export const RULE_DEFAULTS = { percentage: null, segment_id: null, bucket_by: "user_id" } as const;

/** The attribute that decides a rule's buckets. @param rule as it is stored, so that it may be damaged */
export const bucketByOf = <By>({ bucket_by: by }: { readonly bucket_by?: By }) => by ?? RULE_DEFAULTS.bucket_by;

/** A stored rule, which may be damaged. */
export interface StoredBucketing {
  readonly bucket_by?: unknown;
  readonly salt?: unknown;
  readonly id?: unknown;
}

/** The attribute and the salt of a stored rule's buckets, or why it has none. */
export function bucketingOf(
  rule: StoredBucketing,
): { readonly bucketBy: string; readonly salt: string } | { fault: string } {
  const bucketBy = bucketByOf(rule);
  if (typeof bucketBy !== "string") return { fault: "the rule's bucket_by is not a string" };
  const salt = rule.salt ?? rule.id;
  return typeof salt === "string" ? { bucketBy, salt } : { fault: "the rule's salt is not a string" };
}

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
