import type { Budget } from "../budget";
import { type AnyCondition, type ConditionFacts, factsOf } from "../facts/facts";
import type { Atom } from "./atoms";
import { AttributeSolver } from "./attribute-solver";
import type { RolloutFacts } from "./buckets";
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

/** The questions that rules ask, each once: two rules, or two drafts of one rule, that ask the same share an atom. */
export class Vocabulary {
  readonly entries: Entry[] = [];
  readonly solvers: AttributeSolver[] = [];
  readonly values = new ValueIds();
  /** By which attribute something is drawn, and the literal that says that it holds an id: a border of 100 lets all in. */
  readonly idLiterals: { readonly name: string; readonly literal: Literal }[] = [];
  private readonly known = new Map<string, Literal>();
  private readonly solverByName = new Map<string, AttributeSolver>();

  /** @param budget pays for every search over this vocabulary */
  constructor(readonly budget: Budget) {}

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

  /** That a bucket lies below a border. */
  drawLiteral(rollout: RolloutFacts): Literal {
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
