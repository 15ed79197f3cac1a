/** The defaults of a rule's columns: everyone whom it matches gets its value. */
export const RULE_DEFAULTS = { percentage: null, segment_id: null, bucket_by: "user_id" } as const;

/** The attribute that decides a rule's buckets. @param rule as it is stored, so that it may be damaged */
export const bucketByOf = <By>({ bucket_by: by }: { readonly bucket_by?: By }) => by ?? RULE_DEFAULTS.bucket_by;
