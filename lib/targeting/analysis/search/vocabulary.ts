import type { Budget } from "../budget";
import { type AnyCondition, type ConditionFacts, factsOf } from "../facts/facts";
import type { Atom } from "./atoms";
import { AttributeSolver } from "./attribute-solver";
import type { RolloutFacts } from "./buckets";
import { ValueIds } from "./value-ids";

/** A signed reference to an entry: entry n holds (2n), or does not hold (2n + 1). */
export type Literal = number;

export const negate = (literal: Literal): Literal => literal ^ 1;

/**
 * Either a question about an attribute, or the disjunction of some literals; a conjunction is the negation of the
 * disjunction of their opposites. With `segment`, the entry stands for membership of a segment, or for what another
 * flag gives.
 */
export type Entry =
  | { readonly type: "attribute"; readonly solver: AttributeSolver; readonly atom: Atom }
  | { readonly type: "any"; readonly members: readonly Literal[]; readonly segment: Named | null };

/** The name by which people know some literals: a segment's, or that of another flag and what it gives. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** What the flag gives; null for a segment. */
  readonly gives: string | null;
}

/**
 * The questions that rules ask, without repetitions: two rules, or two drafts of one rule, that ask the same share an
 * atom.
 */
export class Vocabulary {
  readonly entries: Entry[] = [];
  readonly solvers: AttributeSolver[] = [];
  readonly values = new ValueIds();
  /** For each attribute that is bucketed, the literal that says that it has an id: a border of 100 lets in all ids. */
  readonly idLiterals: { readonly name: string; readonly literal: Literal }[] = [];
  private readonly known = new Map<string, Literal>();
  private readonly solverByName = new Map<string, AttributeSolver>();

  /** @param budget pays for every search over this vocabulary */
  constructor(readonly budget: Budget) {}

  /**
   * That any of these literals holds: everyone when both a literal and its opposite are among them, nobody when there
   * are none.
   */
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

  /**
   * That somebody is a member of a segment, which this literal expresses. Where the segment has a name, sentences use
   * it.
   */
  memberOf(literal: Literal, id: string, name: string | null): Literal {
    if (name === null) return literal;
    return this.named(literal, { id, name, gives: null });
  }

  /** That another flag gives something, which this literal expresses. */
  requiredOf(literal: Literal, flagKey: string, gives: string): Literal {
    return this.named(literal, { id: JSON.stringify([flagKey, gives]), name: flagKey, gives });
  }

  private named(literal: Literal, segment: Named): Literal {
    const key = JSON.stringify(["member", segment.id, segment.name, literal]);
    return this.literal(key, () => ({ type: "any", members: [literal], segment }));
  }

  /** The members of a disjunction, so that it can be merged into another one. */
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

  /** That a bucket is below a border. */
  bucketLiteral(rollout: RolloutFacts): Literal {
    const { attribute, salt, percentage } = rollout;
    return this.literal(JSON.stringify(["rollout", attribute, salt, percentage]), () => {
      const solver = this.solverOf(attribute);
      if (percentage >= 100) this.idLiterals.push({ name: attribute, literal: this.entries.length * 2 });
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
