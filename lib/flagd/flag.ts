import { type CompiledFlag, candidatesAmong } from "@/lib/targeting/flag";
import type { Rule } from "@/lib/targeting/rule";
import type { JsonValue } from "@/lib/targeting/types";
import { rolloutLogic, splitLogic } from "./buckets";
import { elementsLogic, type Linking } from "./elements";
import { allOf, type Logic, Unsayable } from "./logic";
import { Variants } from "./variants";

/** A flag in flagd's flag definitions. */
export interface FlagdFlag {
  readonly state: "ENABLED" | "DISABLED";
  readonly variants: Readonly<Record<string, JsonValue>>;
  /** Absent: the application's own default. */
  readonly defaultVariant?: string;
  readonly targeting?: Logic;
}

/** Why flagd's clients do not get a flag. */
export interface LeftOut {
  /** Continues after the flag's key: "rule 3 uses a pattern". */
  readonly why: string;
  /** The rule that is the reason; null: the flag itself. */
  readonly ruleId: string | null;
}

/** flagd's client for Node nests rules when it compiles them, and its stack overflows somewhere above 1,000. */
const MOST_RULES = 500;

/**
 * The definition of a flag that decides equally for every context, or why there is none. A step for each rule, because
 * a rule may be long.
 */
export function* flagdFlag(flag: CompiledFlag, link: Linking): Generator<undefined, FlagdFlag | LeftOut> {
  const blame = { why: "", ruleId: null as string | null };
  try {
    return yield* translate(flag, link, (rule) => {
      blame.why = rule === null ? "" : `rule ${flag.rules.indexOf(rule) + 1} `;
      blame.ruleId = rule?.id ?? null;
    });
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    return { why: blame.why + error.message, ruleId: blame.ruleId };
  }
}

function* translate(
  flag: CompiledFlag,
  link: Linking,
  lookAt: (rule: Rule | null) => void,
): Generator<undefined, FlagdFlag> {
  const variants = new Variants();
  // Every definition needs a variant.
  if (flag.fallback.isCodeDefault) return { state: "DISABLED", variants: { off: false } };
  lookAt(null);
  const defaultVariant = variants.nameOf(flag.fallback);
  const isOn = flag.isEnabled && !flag.isArchived;
  if (isOn && flag.requirements.length > 0) throw new Unsayable("requires what other flags give");
  const rules = isOn ? candidatesAmong(flag.rules) : [];
  if (rules.length > MOST_RULES) throw new Unsayable(`has more than ${MOST_RULES} rules`);
  const nameOf = variants.nameOf.bind(variants);
  const branches: Logic[] = [];
  for (const rule of rules) {
    lookAt(rule);
    branches.push(ruleLogic(rule, link), rule.split === null ? nameOf(rule.answer) : splitLogic(rule.split, nameOf));
    yield;
  }
  const targeting = branches.length === 0 ? {} : { targeting: { if: [...branches, null] } };
  return { state: "ENABLED", variants: variants.all, defaultVariant, ...targeting };
}

const ruleLogic = ({ elements, link: linked, rollout }: Rule, link: Linking): Logic =>
  allOf([
    elements.length === 0 || elementsLogic("all", elements, link),
    linked === null || (linked.segment !== null && link(linked.segment)),
    rollout === null || rolloutLogic(rollout),
  ]);
