import type { FlagInput, RuleInput, SegmentInput } from "@/lib/targeting";
import { RULE_DEFAULTS } from "@/lib/targeting/rule-columns";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-references";
import type { FlagSource, ProjectSource } from "../project-source";

// What an engine elsewhere needs in order to evaluate a project in one environment. It contains nothing of other
// environments, and nothing that only people read. Fields with default values are left out. Stored data may be damaged;
// it is sent as it is, so that it means the same there.

/** A flag with its state in this environment only. */
export function flagIn({ flag }: FlagSource, environment: string): FlagInput {
  const { id, key, enabled, status, default_value, when_disabled, is_client_visible, flag_type } = flag;
  const { variants, requires, environments } = flag;
  const state = environments && Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return {
    id,
    key,
    flag_type,
    enabled,
    status,
    default_value,
    ...(isThere(when_disabled) && { when_disabled }),
    ...(is_client_visible === true && { is_client_visible }),
    ...(isThere(variants) && { variants: Array.isArray(variants) ? variants.map(withoutWords) : variants }),
    ...(isThere(requires) && { requires }),
    ...(state !== undefined && { environments: { [environment]: state } }),
  };
}

const isThere = <T>(field: T): field is NonNullable<T> => field !== null && field !== undefined;

const withoutWords = (variant: NonNullable<FlagInput["variants"]>[number]) =>
  typeof variant === "object" && variant !== null ? { name: variant.name, value: variant.value } : variant;

/** A flag's rules as they are held; an archived flag is evaluated without any. */
export const rulesIn = ({ flag, rules }: FlagSource, environment: string): readonly RuleInput[] =>
  (flag.status === "archived" ? undefined : rules.get(environment)) ?? [];

// A cast, because `Object.keys` forgets its type.
const DEFAULT_FIELDS = Object.keys(RULE_DEFAULTS) as readonly (keyof typeof RULE_DEFAULTS)[];

/** A rule that leaves out what holds anyway. */
function withoutDefaults(rule: RuleInput): RuleInput {
  const sent: { -readonly [Field in keyof RuleInput]: RuleInput[Field] } = { ...rule };
  for (const field of DEFAULT_FIELDS)
    if ((rule[field] ?? RULE_DEFAULTS[field]) === RULE_DEFAULTS[field]) delete sent[field];
  return sent;
}

/** A rule as it is sent. */
export function sentRule({ salt, split, ...rule }: RuleInput): RuleInput {
  return {
    ...withoutDefaults(rule),
    ...(salt !== undefined && salt !== rule.id && { salt }),
    ...(isThere(split) && { split }),
  };
}

/** What rules of a flag name, by environment: counted once, for a flag that has not changed is the same object. */
const namedBy = new WeakMap<FlagSource, Map<string, readonly string[]>>();

function segmentsNamedBy(flag: FlagSource, environment: string): readonly string[] {
  const byEnvironment = namedBy.get(flag) ?? new Map<string, readonly string[]>();
  namedBy.set(flag, byEnvironment);
  const named = byEnvironment.get(environment) ?? [...new Set(segmentsNamed(rulesIn(flag, environment)))];
  byEnvironment.set(environment, named);
  return named;
}

/** The segments that rules of the environment lead to, by id. */
export function segmentsIn({ flags, segments }: ProjectSource, environment: string): Map<string, SegmentInput> {
  const named = new Set<string>();
  for (const flag of flags.values()) for (const id of segmentsNamedBy(flag, environment)) named.add(id);
  return new Map(ledTo(named, segments).map((segment) => [segment.id, segment]));
}
