import { type CompiledRuleset, compileRuleset } from "../../compile";
import type { CompiledFlag } from "../../flag";
import type { Fault } from "../../operators/operator";
import type { Requirement } from "../../requirement";
import type { FlagInput, RequirementInput, RuleInput } from "../../types";
import { isRecord, storedJson } from "../../values";
import { variantsOf } from "../../variant";
import { COSTS } from "../budget";
import { type Literal, negate, type Vocabulary } from "../search/vocabulary";
import { valueWords } from "../sentences/words";
import { flagAsIfOn } from "./as-if-on";
import type { KnownSegments } from "./element-literals";
import { orderedForms } from "./ordered-forms";
import type { RuleForm } from "./rule-form";

/** The requirements of a list's flag, and the flags that they lead to, as they are. */
export interface RequiredFlags {
  readonly requires: readonly RequirementInput[];
  readonly flags: readonly FlagInput[];
  /** The environment whose flag states apply. */
  readonly environment?: string | undefined;
  /** The rules of these flags in that environment. */
  readonly rules: readonly RuleInput[];
  /** Rules that do not exist yet. Absent: none. */
  readonly newRuleIds?: ReadonlySet<string>;
}

/** A key that no flag can have; it stands for the flag whose requirements are read. */
const OWN = "";

/** Expresses in literals for whom other flags give what a list's flag requires. */
export class RequiredLiterals {
  /** The enabled rules of the required flags that can match. */
  readonly forms: RuleForm[] = [];
  readonly requirements: readonly Requirement[];
  /** For each requirement, the literal that says that it is met. */
  readonly literals: readonly Literal[];
  private readonly compiled: CompiledRuleset;
  private readonly formsByFlag = new Map<CompiledFlag, readonly RuleForm[]>();

  constructor(
    private readonly required: RequiredFlags,
    private readonly vocabulary: Vocabulary,
    private readonly segments: KnownSegments,
  ) {
    const { requires, flags, environment } = required;
    const own = { ...flagAsIfOn(OWN, null), requires };
    // What the flags alone determine: which are on, what they give without a rule, and which requirements are never
    // met.
    this.compiled = compileRuleset({ flags: [own, ...flags], environment, rules: [], segments: [] });
    this.requirements = this.compiled.flags.get(OWN)?.requirements ?? [];
    this.literals = this.metBy({ key: OWN, requirements: this.requirements });
  }

  /** For each requirement of a flag, the literal that says that it is met. */
  metBy({ key, requirements }: Pick<CompiledFlag, "key" | "requirements">): readonly Literal[] {
    return requirements.map((requirement) => this.met(requirement, this.requiredBy(requirement, key)));
  }

  /** The flag that a requirement leads to, or why it is never met, whatever flags give. @param key of whose it is */
  requiredBy(requirement: Requirement, key = OWN): CompiledFlag | Fault {
    return this.compiled.requirements.requiredBy(key, requirement);
  }

  private met(requirement: Requirement, flag: CompiledFlag | Fault): Literal {
    const { flagKey, stored } = requirement;
    const literal = "fault" in flag ? this.vocabulary.anyOf([]) : this.metOf(flag, requirement);
    const wanted = typeof stored.variant === "string" ? stored.variant : valueWords(storedJson(stored.value));
    return this.vocabulary.requiredOf(literal, flagKey ?? "", wanted);
  }

  /** In the order of the rules: a rule serves those whom no earlier rule serves. */
  private metOf(flag: CompiledFlag, requirement: Requirement): Literal {
    const { vocabulary } = this;
    const everyone = vocabulary.allOf([]);
    const nobody = negate(everyone);
    if (!flag.isEnabled) return requirement.isMetBy(flag.fallback) ? everyone : nobody;
    const giving: Literal[] = [];
    const others: Literal[] = [];
    for (const [serves, isGiving] of this.servings(flag, requirement)) {
      const reached = vocabulary.allOf([...others.map(negate), serves]);
      this.vocabulary.budget.spend(COSTS.look * others.length);
      if (isGiving) giving.push(reached);
      else others.push(serves);
    }
    const own = this.metBy(flag);
    const withOwn = vocabulary.allOf([...own, vocabulary.anyOf(giving)]);
    if (own.length === 0 || !requirement.isMetBy(flag.unmet)) return withOwn;
    return vocabulary.anyOf([withOwn, negate(vocabulary.allOf(own))]);
  }

  /** Whom each rule, or each arm of it, matches, and whether it gives what is required; the default comes last. */
  *servings(flag: CompiledFlag, requirement: Requirement): Generator<readonly [Literal, boolean]> {
    const { vocabulary } = this;
    const nameOf = variantsOf(isRecord(flag.source.flag) ? flag.source.flag : {});
    for (const form of this.formsOf(flag)) {
      for (const { literals, value } of form.arms) {
        const answer = { ...flag.fallback, value, ...nameOf(value) };
        yield [vocabulary.allOf([...form.literals, ...literals]), requirement.isMetBy(answer)];
      }
    }
    yield [vocabulary.allOf([]), requirement.isMetBy(flag.fallback)];
  }

  private formsOf(flag: CompiledFlag): readonly RuleForm[] {
    const known = this.formsByFlag.get(flag);
    if (known !== undefined) return known;
    const { id } = flag.source.flag;
    const { rules: all, newRuleIds } = this.required;
    const rules = all.filter(({ flag_id: flagId }) => flagId === id);
    const forms = orderedForms(this.vocabulary, rules, this.segments, newRuleIds).filter(({ flaw }) => flaw === null);
    this.formsByFlag.set(flag, forms);
    this.forms.push(...forms);
    return forms;
  }
}
