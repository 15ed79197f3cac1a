import type { RuleInput } from "./types";

/** What holds for a rule that does not say otherwise: everyone whom it matches gets its value. */
export const RULE_DEFAULTS = { percentage: null, segment_id: null, bucket_by: "user_id" } as const;

const FIELDS = Object.keys(RULE_DEFAULTS) as readonly (keyof typeof RULE_DEFAULTS)[]; // `Object.keys` forgets its type

/** A rule that leaves out what holds anyway. */
export function withoutDefaults(rule: RuleInput): RuleInput {
  const said: { -readonly [Field in keyof RuleInput]: RuleInput[Field] } = { ...rule };
  for (const field of FIELDS) if ((rule[field] ?? RULE_DEFAULTS[field]) === RULE_DEFAULTS[field]) delete said[field];
  return said;
}

/** The attribute that a rule draws by. @param rule as it is stored, so that it may be damaged */
export const bucketByOf = <By>({ bucket_by: by }: { readonly bucket_by?: By }) => by ?? RULE_DEFAULTS.bucket_by;
