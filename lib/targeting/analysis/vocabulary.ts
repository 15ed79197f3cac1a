import { AttributeTable } from "../attributes";
import type { StoredCondition } from "../conditions";
import { Epochs } from "../epoch";
import { compileRule, isImpossible, type Rule } from "../rule";
import { compileSegment, type Segment } from "../segment";
import type { JsonValue, RuleInput, SegmentInput } from "../types";
import { type Answer, type Atom, AttributeSolver } from "./attribute-solver";
import { factsOf } from "./facts";

/** An atom that holds (2n) or does not (2n + 1). */
export type Literal = number;

export const negate = (literal: Literal): Literal => literal ^ 1;

/** Either a question about an attribute, or a segment of which one condition is enough. */
export type Entry =
  | { readonly type: "attribute"; readonly attribute: number; readonly atom: Atom }
  | { readonly type: "any"; readonly members: readonly Literal[] };

/** A rule as the search sees it: it matches when every literal holds. */
export interface RuleForm {
  readonly id: string;
  readonly stored: RuleInput;
  readonly rule: Rule;
  readonly value: JsonValue;
  /** Those of the inline conditions, in their order; then the segment's; then the percentage's. */
  readonly literals: readonly Literal[];
  readonly isImpossible: boolean;
}

/**
 * The questions that rules ask, each once: what two rules, or two drafts of one, ask in the same words is one atom.
 */
export class Vocabulary {
  readonly entries: Entry[] = [];
  readonly solvers: AttributeSolver[] = [];
  private readonly epochs = new Epochs();
  private readonly attributes = new AttributeTable(this.epochs);
  private readonly known = new Map<string, Literal>();
  private readonly attributeIndex = new Map<string, number>();

  segmentsOf(stored: readonly SegmentInput[]): ReadonlyMap<string, Segment> {
    const segments = stored.map((segment) => compileSegment(segment, this.attributes, this.epochs));
    return new Map(segments.flatMap((segment) => (segment ? [[segment.id, segment]] : [])));
  }

  formOf(stored: RuleInput, segments: ReadonlyMap<string, Segment>): RuleForm {
    // The engine reads stored rules as records of which nothing is known; an interface is not one without a cast.
    const rule = compileRule(stored as unknown as Readonly<Record<string, unknown>>, {
      attributes: this.attributes,
      segments,
    });
    const isNever = isImpossible(rule);
    const literals = isNever
      ? []
      : [
          ...rule.conditions.map((condition) => this.conditionLiteral(condition)),
          ...this.segmentLiterals(rule),
          ...this.rolloutLiterals(rule, stored),
        ];
    return { id: rule.id, stored, rule, value: rule.answer.value, literals, isImpossible: isNever };
  }

  /** A value of an attribute for which all the literals, which are about it, hold. */
  find(attribute: number, literals: readonly Literal[], hasLists: boolean): Answer {
    const sorted = [...literals].sort((a, b) => a - b);
    const atomsOf = (sign: number): Atom[] =>
      sorted.flatMap((each) => {
        const entry = this.entries[each >> 1];
        return (each & 1) === sign && entry?.type === "attribute" ? [entry.atom] : [];
      });
    return this.solvers[attribute]?.find(sorted.join(), atomsOf(0), atomsOf(1), hasLists) ?? "unknown";
  }

  private conditionLiteral(condition: StoredCondition): Literal {
    const { name, operator, value, compiled } = condition;
    const facts = factsOf(condition);
    if ("fault" in compiled || facts === null) throw new Error("A damaged condition cannot be asked");
    const key = JSON.stringify([name, operator, value]);
    return this.literal(key, () => {
      const attribute = this.attributeOf(compiled.attribute.name);
      this.solvers[attribute]?.mention(facts);
      return {
        type: "attribute",
        attribute,
        atom: { type: "condition", condition: compiled, facts, stored: condition },
      };
    });
  }

  private segmentLiterals({ link }: Rule): readonly Literal[] {
    const segment = link?.segment;
    if (!segment) return [];
    const decidable = segment.conditions.filter(({ compiled }) => !("fault" in compiled));
    const members = [...new Set(decidable.map((condition) => this.conditionLiteral(condition)))];
    if (segment.matchType === "all" || members.length === 1) return members;
    return [this.literal(`any of ${[...members].sort((a, b) => a - b).join()}`, () => ({ type: "any", members }))];
  }

  private rolloutLiterals({ rollout }: Rule, stored: RuleInput): readonly Literal[] {
    if (rollout === null || rollout.percentage >= 100) return [];
    const salt = stored.salt ?? stored.id;
    const key = JSON.stringify(["rollout", rollout.attribute.name, salt, rollout.percentage]);
    return [
      this.literal(key, () => ({
        type: "attribute",
        attribute: this.attributeOf(rollout.attribute.name),
        atom: { type: "rollout", rollout, salt },
      })),
    ];
  }

  private literal(key: string, make: () => Entry): Literal {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const entry = make();
    const literal = this.entries.push(entry) * 2 - 2;
    this.known.set(key, literal);
    return literal;
  }

  private attributeOf(name: string): number {
    const known = this.attributeIndex.get(name);
    if (known !== undefined) return known;
    const index = this.solvers.push(new AttributeSolver(name, this.epochs)) - 1;
    this.attributeIndex.set(name, index);
    return index;
  }
}
