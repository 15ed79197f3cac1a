import { compileRollout, type Rollout } from "../bucket";
import { AttributeTable } from "../context";
import { compileSplit, type Split, splitSalt } from "../split";
import type { JsonValue, RuleInput } from "../types";
import type { Atom } from "./atoms";
import { AttributeSolver } from "./attribute-solver";
import type { RolloutFacts } from "./buckets";
import type { Budget } from "./budget";
import { ElementLiterals, type KnownSegments, nameOf } from "./element-literals";
import { type AnyCondition, type ConditionFacts, factsOf } from "./facts";
import { Probe } from "./probe";
import { ValueIds } from "./value-ids";

/** An atom that holds (2n) or does not (2n + 1). */
export type Literal = number;

export const negate = (literal: Literal): Literal => literal ^ 1;

/**
 * Either a question about an attribute, or whether any of some literals holds: that all of them do is that none of
 * their opposites does. With a `segment` it is whether somebody is in that, or gets that of a flag.
 */
export type Entry =
  | { readonly type: "attribute"; readonly solver: AttributeSolver; readonly atom: Atom }
  | { readonly type: "any"; readonly members: readonly Literal[]; readonly segment: Named | null };

/** What people know some literals by: a segment, or another flag and what it gives. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** What the flag gives; null of a segment. */
  readonly gives: string | null;
}

/** A rule as the search sees it: it matches when every literal holds. */
export interface RuleForm {
  readonly id: string;
  readonly stored: RuleInput;
  readonly value: JsonValue;
  /** Those of the inline conditions, in their order; then the segment's; then the percentage's. */
  readonly literals: readonly Literal[];
  /** The segment that it links to. */
  readonly segment: SegmentPart | null;
  /** Its percentage; null when it lets everyone in, or nobody. */
  readonly rollout: RolloutFacts | null;
  /** At least one. Each of those whom it matches is in exactly one of them. */
  readonly arms: readonly ArmForm[];
  /** The clause that says that it does not match: one of the literals does not hold. */
  readonly misses: readonly Literal[];
  /** Why it can never match; null when it may. */
  readonly flaw: Flaw | null;
}

/** Those of a rule's people who get one value: all of them, or an arm of its split, or whom that leaves over. */
export interface ArmForm {
  /** Which arm, from 0; null for all of them and for those whom a split leaves over. */
  readonly place: number | null;
  readonly value: JsonValue;
  readonly valueId: number;
  /** What they must fulfil besides: that their bucket is below the arm's end, and not below its beginning. */
  readonly literals: readonly Literal[];
  readonly end: RolloutFacts | null;
  readonly beginning: RolloutFacts | null;
}

export interface SegmentPart {
  readonly id: string;
  /** Null where nothing is known but what it asks. */
  readonly name: string | null;
  readonly literals: readonly Literal[];
}

/** Where an arm of a split begins or ends. */
interface Border {
  readonly facts: RolloutFacts;
  readonly literal: Literal;
}

export type Flaw = "damaged" | "segment_gone" | "segment_empty" | "group_empty" | "zero_percent";

/** The questions that rules ask, each once: two rules, or two drafts of one rule, that ask the same share an atom. */
export class Vocabulary {
  readonly entries: Entry[] = [];
  readonly solvers: AttributeSolver[] = [];
  readonly values = new ValueIds();
  private readonly known = new Map<string, Literal>();
  private readonly attributes = new AttributeTable();
  private readonly solverByName = new Map<string, AttributeSolver>();

  /** @param budget pays for every search over this vocabulary */
  constructor(readonly budget: Budget) {}

  /** Reads rules of one list, with its segments. */
  formsOf(stored: readonly RuleInput[], segments: KnownSegments): RuleForm[] {
    const elements = new ElementLiterals(this, segments);
    return stored.map((rule) => this.formOf(rule, segments, elements));
  }

  private formOf(stored: RuleInput, segments: KnownSegments, elements: ElementLiterals): RuleForm {
    const literals: Literal[] = [];
    const flaw = this.addLiterals(literals, stored, elements);
    const usable = flaw === null ? [...new Set(literals)] : [];
    const rollout = this.rolloutAmong(literals);
    const segment = segmentOf(stored, segments, literals.slice(stored.conditions.length, rollout ? -1 : undefined));
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
    const salt = splitSalt(stored.salt ?? stored.id);
    const arms = split.arms.map(({ answer: { value }, from, to }, place) =>
      this.armOf({ place, value }, this.border(split, salt, to), from === 0 ? null : this.border(split, salt, from)),
    );
    const end = split.arms.at(-1)?.to ?? 0;
    return [...arms, this.armOf({ place: null, value: stored.value }, null, this.border(split, salt, end))];
  }

  private wholeOf({ value }: RuleInput): ArmForm {
    return this.armOf({ place: null, value }, null, null);
  }

  private armOf(arm: Pick<ArmForm, "place" | "value">, end: Border | null, beginning: Border | null): ArmForm {
    return {
      ...arm,
      valueId: this.values.idOf(arm.value),
      ...{ end: end?.facts ?? null, beginning: beginning?.facts ?? null },
      literals: [...(end ? [end.literal] : []), ...(beginning ? [negate(beginning.literal)] : [])],
    };
  }

  private border(split: Split, salt: string, thousandths: number): Border {
    const attribute = split.attribute.name;
    const facts: RolloutFacts = {
      ...{ attribute, percentage: thousandths / 1000, salt },
      probe: Probe.ofBorder(split, thousandths),
    };
    return { facts, literal: this.drawLiteral(facts) };
  }

  private rolloutAmong(literals: readonly Literal[]): RolloutFacts | null {
    const last = this.entries[(literals.at(-1) ?? -1) >> 1];
    return last?.type === "attribute" && last.atom.type === "rollout" ? last.atom.rollout : null;
  }

  private addLiterals(literals: Literal[], stored: RuleInput, elements: ElementLiterals): Flaw | null {
    const inline = elements.inline(stored.conditions);
    if (typeof inline === "string") return inline;
    literals.push(...inline);
    const segmentId = stored.segment_id ?? null;
    if (segmentId !== null) {
      const members = elements.segment(segmentId);
      if (typeof members === "string") return members;
      literals.push(...members);
    }
    const percentage = stored.percentage ?? null;
    if (percentage === 0) return "zero_percent";
    const rollout = compileRollout(stored, this.attributes);
    if (rollout !== null && "fault" in rollout) return "damaged";
    if (rollout !== null && rollout.percentage < 100) {
      literals.push(this.rolloutLiteral(rollout, stored.salt ?? stored.id));
    }
    return null;
  }

  /** That any of these holds. A literal and its opposite among them, it holds for everyone; of none, for nobody. */
  anyOf(literals: readonly Literal[]): Literal {
    const members = [...new Set(literals.flatMap((literal) => this.alternativesOf(literal)))].sort((a, b) => a - b);
    if (members.some((member) => members.includes(negate(member)))) return negate(this.anyOf([]));
    const [only, ...others] = members;
    if (only !== undefined && others.length === 0) return only;
    return this.literal(`any of ${members.join()}`, () => ({ type: "any", members, segment: null }));
  }

  allOf(literals: readonly Literal[]): Literal {
    return negate(this.anyOf(literals.map(negate)));
  }

  noneOf(literals: readonly Literal[]): Literal {
    return negate(this.anyOf(literals));
  }

  /** That a literal holds, which is to be in a segment and is said so where that has a name. */
  memberOf(literal: Literal, id: string, name: string | null): Literal {
    if (name === null) return literal;
    return this.named(literal, { id, name, gives: null });
  }

  /** That a literal holds, which is that another flag gives something. */
  requiredOf(literal: Literal, flagKey: string, gives: string): Literal {
    return this.named(literal, { id: JSON.stringify([flagKey, gives]), name: flagKey, gives });
  }

  private named(literal: Literal, segment: Named): Literal {
    const key = JSON.stringify(["member", segment.id, segment.name, literal]);
    return this.literal(key, () => ({ type: "any", members: [literal], segment }));
  }

  /** What an alternative is itself the choice of. */
  private alternativesOf(literal: Literal): readonly Literal[] {
    const entry = this.entries[literal >> 1];
    return (literal & 1) === 0 && entry?.type === "any" && entry.segment === null ? entry.members : [literal];
  }

  /** Null when the condition is damaged. */
  conditionLiteral(stored: AnyCondition): Literal | null {
    const key = JSON.stringify([
      "condition",
      ...[stored.name, stored.operator, stored.value, stored.negate, stored.ignore_case, stored.as],
    ]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const facts = factsOf(stored);
    return facts && this.literal(key, () => this.conditionEntry(stored, facts));
  }

  private conditionEntry(stored: AnyCondition, facts: ConditionFacts): Entry {
    const solver = this.solverOf(stored.name);
    solver.mention(facts);
    return { type: "attribute", solver, atom: solver.add((index) => ({ type: "condition", index, stored, facts })) };
  }

  private rolloutLiteral(rollout: Rollout, salt: string): Literal {
    const attribute = rollout.attribute.name;
    return this.drawLiteral({ attribute, percentage: rollout.percentage, salt, probe: Probe.ofRollout(rollout) });
  }

  private drawLiteral(rollout: RolloutFacts): Literal {
    const { attribute, salt, percentage } = rollout;
    return this.literal(JSON.stringify(["rollout", attribute, salt, percentage]), () => {
      const solver = this.solverOf(attribute);
      return { type: "attribute", solver, atom: solver.add((index) => ({ type: "rollout", index, rollout })) };
    });
  }

  private literal(key: string, make: () => Entry): Literal {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const literal = this.entries.push(make()) * 2 - 2;
    this.known.set(key, literal);
    return literal;
  }

  private solverOf(name: string): AttributeSolver {
    const known = this.solverByName.get(name);
    if (known) return known;
    const solver = new AttributeSolver(this.solvers.length, name, this.budget);
    this.solvers.push(solver);
    this.solverByName.set(name, solver);
    return solver;
  }
}

function segmentOf(
  { segment_id: id }: RuleInput,
  segments: KnownSegments,
  literals: readonly Literal[],
): SegmentPart | null {
  const stored = id ? segments.get(id) : undefined;
  return stored ? { id: stored.id, name: nameOf(stored), literals } : null;
}
