import { given } from "../../explain";
import type { CompiledFlag } from "../../flag";
import type { Requirement } from "../../requirement";
import { storedJson } from "../../values";
import { hasVariant } from "../../variant";
import type { Budget } from "../budget";
import type { RuleListInput } from "../rule-list";
import { knownSegments } from "../rules/element-literals";
import { RequiredLiterals } from "../rules/required";
import { Inquiry, type Outcome } from "../search/inquiry";
import { type Literal, negate, Vocabulary } from "../search/vocabulary";
import { valueWords } from "../sentences/words";
import { type Finding, finding, type NotAnalysed, type RequirementFindingKind, unlessLists } from "./finding";

/**
 * Finds the requirements of a list's flag that nobody meets, or that everybody meets, with the required flags as they
 * are now.
 */
export function findRequirements({ required, segments }: RuleListInput, budget: Budget): (Finding | NotAnalysed)[] {
  if (required === undefined) return [];
  const vocabulary = new Vocabulary(budget);
  const known = new RequiredLiterals(required, vocabulary, knownSegments(segments));
  const inquiry = new Inquiry(vocabulary);
  return known.requirements.flatMap((requirement, at) => {
    const literal = known.literals[at];
    return literal === undefined ? [] : (new Judged(known, inquiry, requirement, literal).finding(at) ?? []);
  });
}

/** A sentence for each requirement that is proven to be met by nobody. */
export const neverMet = (list: RuleListInput, budget: Budget): string[] =>
  findRequirements(list, budget).flatMap((each) =>
    "kind" in each && each.kind === "requirement_never_met" && each.listAttributes.length === 0 ? [each.sentence] : [],
  );

/** A requirement, and the questions about those who meet it. */
class Judged {
  constructor(
    private readonly known: RequiredLiterals,
    private readonly inquiry: Inquiry,
    private readonly requirement: Requirement,
    private readonly literal: Literal,
  ) {}

  finding(requirement: number): Finding | NotAnalysed | null {
    const met = this.ask(this.literal);
    const never = listsOf(met);
    if (never !== null) return this.told("requirement_never_met", requirement, never);
    const unmet = this.ask(negate(this.literal));
    const always = listsOf(unmet);
    if (always !== null) return this.told("requirement_always_met", requirement, always);
    if (met.is === "unknown") {
      return { ruleId: null, requirement, question: "requirement_never_met", because: met.because };
    }
    if (unmet.is !== "unknown") return null;
    return { ruleId: null, requirement, question: "requirement_always_met", because: unmet.because };
  }

  private ask(literal: Literal): Outcome {
    return this.inquiry.ask({ all: [literal], clauses: [] });
  }

  private told(kind: RequirementFindingKind, requirement: number, listAttributes: readonly string[]): Finding {
    const isNever = kind === "requirement_never_met";
    const verdict = `${isNever ? "never" : "always"} met${unlessLists(listAttributes)}`;
    const why = this.why(isNever, listAttributes.length > 0 ? " else" : "");
    const sentence = `${requirementSubject(this.requirement.stored)} is ${verdict}: ${why}.`;
    return finding({ kind, ruleIds: [], requirement, sentence, listAttributes });
  }

  /** @param more " else" where there are exceptions */
  private why(isNever: boolean, more: string): string {
    const { known, requirement } = this;
    const flag = known.requiredBy(requirement);
    if ("fault" in flag) return flag.fault;
    const { key, source } = flag;
    const { variant } = requirement.stored;
    if (typeof variant === "string" && !hasVariant(source.flag, variant)) return `${key} has no variant ${variant}`;
    const idle = this.whyIdle(flag);
    if (idle !== null) return `${key} ${idle}`;
    if (!isNever) return `${key} gives that to everyone${more}`;
    const isGiven = [...known.servings(flag, requirement)].some(([, isGiving]) => isGiving);
    if (isGiven) return `nobody${more} is served by what gives that in ${key}`;
    return `no rule of ${key} that can match gives that, and by default it ${given(flag.fallback, false)}`;
  }

  /**
   * What a flag gives when its rules serve nobody, because it is off or its own requirements are never met. Otherwise
   * null.
   */
  private whyIdle(flag: CompiledFlag): string | null {
    if (!flag.isEnabled) return given(flag.fallback, true);
    const own = this.known.metBy(flag);
    const isEverMet = own.length === 0 || this.inquiry.ask({ all: own, clauses: [] }).is !== "impossible";
    return isEverMet ? null : given(flag.unmet, false);
  }
}

type StoredRequirement = Readonly<Partial<Record<"flag" | "variant" | "value", unknown>>>;

/** The beginning of a finding about a stored requirement: `The requirement that checkout is on`. */
export function requirementSubject({ flag, variant, value }: StoredRequirement): string {
  const wanted = typeof variant === "string" ? `is ${variant}` : `gives ${valueWords(storedJson(value))}`;
  return `The requirement that ${typeof flag === "string" ? flag : "a flag"} ${wanted}`;
}

/** For a proven outcome: the attributes of which one must be a list for an exception to exist. Null: not proven. */
function listsOf(outcome: Outcome): readonly string[] | null {
  if (outcome.is === "impossible") return [];
  return outcome.is === "possible" && outcome.listAttributes.length > 0 ? outcome.listAttributes : null;
}
