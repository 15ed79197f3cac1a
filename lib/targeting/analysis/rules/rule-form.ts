import { compileRollout, compileSplit, type Rollout, type Split, splitSalt } from "../../bucket";
import { AttributeTable } from "../../context";
import type { JsonValue, RuleInput } from "../../types";
import { Probe } from "../facts/probe";
import type { RolloutFacts } from "../search/buckets";
import { type Literal, negate, type Vocabulary } from "../search/vocabulary";
import { ElementLiterals, type KnownSegments, nameOf } from "./element-literals";

/** A rule as the search sees it: it matches when every literal holds. */
export interface RuleForm {
  readonly id: string;
  readonly stored: RuleInput;
  readonly value: JsonValue;
  /** The literals of the inline conditions, in their order; then those of the segment; then that of the percentage. */
  readonly literals: readonly Literal[];
  /** The segment that the rule links to. */
  readonly segment: SegmentPart | null;
  /** Its percentage; null when it lets in everyone, or nobody. */
  readonly rollout: RolloutFacts | null;
  /** At least one. Everyone whom the rule matches is in exactly one of them. */
  readonly arms: readonly ArmForm[];
  /** The clause that says that the rule does not match: one of its literals does not hold. */
  readonly misses: readonly Literal[];
  /** Why the rule can never match; null when it may. */
  readonly flaw: Flaw | null;
}

/**
 * The people of a rule who get one value: all of them, those in one arm of its split, or those whom the weights leave
 * over.
 */
export interface ArmForm {
  /** The index of the arm; null for all people of the rule, and for those whom the weights leave over. */
  readonly index: number | null;
  readonly value: JsonValue;
  readonly valueId: number;
  /** The literals for the arm: the bucket is below its end, and not below its beginning. */
  readonly literals: readonly Literal[];
  readonly end: RolloutFacts | null;
  readonly beginning: RolloutFacts | null;
}

export interface SegmentPart {
  readonly id: string;
  /** Null where the segment has no name. */
  readonly name: string | null;
  readonly literals: readonly Literal[];
}

/** Where an arm of a split begins or ends. */
interface Border {
  readonly facts: RolloutFacts;
  readonly literal: Literal;
}

export type Flaw = "damaged" | "segment_gone" | "segment_empty" | "group_empty" | "zero_percent";

/** Translates the rules of one list into literals of a vocabulary. */
export class RuleReader {
  private readonly attributes = new AttributeTable();
  private readonly elements: ElementLiterals;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly segments: KnownSegments,
    private readonly newRuleIds: ReadonlySet<string>,
  ) {
    this.elements = new ElementLiterals(vocabulary, segments);
  }

  of(stored: RuleInput): RuleForm {
    const literals: Literal[] = [];
    const flaw = this.addLiterals(literals, stored);
    const usable = flaw === null ? [...new Set(literals)] : [];
    const rollout = this.rolloutAmong(literals);
    const segment = this.segmentOf(stored, literals.slice(stored.conditions.length, rollout ? -1 : undefined));
    const arms = this.armsOf(stored);
    const misses = usable.map(negate);
    return {
      ...{ id: stored.id, stored, value: stored.value, literals, segment, rollout, misses },
      arms: arms ?? [this.wholeOf(stored)],
      flaw: arms === null ? "damaged" : flaw,
    };
  }

  /** Null when the split is damaged. */
  private armsOf(stored: RuleInput): readonly ArmForm[] | null {
    const answer = (value: JsonValue) => ({ flagKey: "", value, reason: "SPLIT", ruleId: stored.id }) as const;
    const split = compileSplit({ ...stored }, answer(stored.value), answer, this.attributes);
    if (split === null) return [this.wholeOf(stored)];
    if ("fault" in split) return null;
    const border = (thousandths: number) => this.border(split, stored, thousandths);
    const arms = split.arms.map(({ answer: { value }, from, to }, index) =>
      this.armOf({ index, value }, border(to), from === 0 ? null : border(from)),
    );
    const end = split.arms.at(-1)?.to ?? 0;
    return [...arms, this.armOf({ index: null, value: stored.value }, null, border(end))];
  }

  private wholeOf({ value }: RuleInput): ArmForm {
    return this.armOf({ index: null, value }, null, null);
  }

  private armOf(arm: Pick<ArmForm, "index" | "value">, end: Border | null, beginning: Border | null): ArmForm {
    return {
      ...arm,
      valueId: this.vocabulary.values.idOf(arm.value),
      ...{ end: end?.facts ?? null, beginning: beginning?.facts ?? null },
      literals: [...(end ? [end.literal] : []), ...(beginning ? [negate(beginning.literal)] : [])],
    };
  }

  private border(split: Split, { id, salt = id }: RuleInput, thousandths: number): Border {
    const facts: RolloutFacts = {
      ...{ attribute: split.attribute.name, percentage: thousandths / 1000, salt: splitSalt(salt) },
      ...{ probe: Probe.ofBorder(split, thousandths), isOpen: this.newRuleIds.has(id) },
    };
    return { facts, literal: this.vocabulary.bucketLiteral(facts) };
  }

  private rolloutAmong(literals: readonly Literal[]): RolloutFacts | null {
    const last = this.vocabulary.entries[(literals.at(-1) ?? -1) >> 1];
    return last?.type === "attribute" && last.atom.type === "rollout" ? last.atom.rollout : null;
  }

  private addLiterals(literals: Literal[], stored: RuleInput): Flaw | null {
    const inline = this.elements.inline(stored.conditions);
    if (typeof inline === "string") return inline;
    literals.push(...inline);
    const segmentId = stored.segment_id ?? null;
    if (segmentId !== null) {
      const members = this.elements.segment(segmentId);
      if (typeof members === "string") return members;
      literals.push(...members);
    }
    const percentage = stored.percentage ?? null;
    if (percentage === 0) return "zero_percent";
    const rollout = compileRollout(stored, this.attributes);
    if (rollout !== null && "fault" in rollout) return "damaged";
    if (rollout !== null && rollout.percentage < 100) {
      literals.push(this.rolloutLiteral(rollout, stored));
    }
    return null;
  }

  private segmentOf({ segment_id: id }: RuleInput, literals: readonly Literal[]): SegmentPart | null {
    const stored = id ? this.segments.get(id) : undefined;
    return stored ? { id: stored.id, name: nameOf(stored), literals } : null;
  }

  private rolloutLiteral(rollout: Rollout, { id, salt = id }: RuleInput): Literal {
    const attribute = rollout.attribute.name;
    const { percentage } = rollout;
    const isOpen = this.newRuleIds.has(id);
    return this.vocabulary.bucketLiteral({ attribute, percentage, salt, probe: Probe.ofRollout(rollout), isOpen });
  }
}
