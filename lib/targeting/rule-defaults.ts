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
