import { COSTS } from "../budget";
import type { Fact, Requirement } from "../facts/fact";
import type { AnyCondition, ConditionFacts } from "../facts/facts";
import type { RolloutFacts } from "./buckets";

/** A question about one attribute whose answer is yes or no. */
export type Atom = { readonly index: number } & (
  | { readonly type: "condition"; readonly stored: AnyCondition; readonly facts: ConditionFacts }
  | { readonly type: "rollout"; readonly rollout: RolloutFacts }
);

const TEXT_OPERATORS: ReadonlySet<string> = new Set([
  ...["contains", "not_contains", "starts_with", "ends_with", "regex"],
]);

/** Whether the atom is a condition that searches a text. */
export const isOfText = (atom: Atom): boolean => atom.type === "condition" && TEXT_OPERATORS.has(atom.stored.operator);

/** The steps that it costs to ask an atom about a value. */
export function costOf(atom: Atom, value: unknown): number {
  const effort = atom.type === "rollout" ? COSTS.character : atom.facts.scalar.fact.effort;
  if (!Array.isArray(value)) return costOfOne(value, effort);
  return value.reduce<number>((sum, element) => sum + costOfOne(element, effort), 0);
}

const costOfOne = (value: unknown, effort: number): number =>
  COSTS.test + (typeof value === "string" ? value.length * effort : 0);

/** Facts that must hold, and facts that must not hold. */
interface Tests {
  readonly required: readonly Fact[];
  readonly forbidden: readonly Fact[];
}

/** What the atoms ask of a value that is a scalar; null when an atom asks for a missing value. */
export function scalarTests(yes: readonly Atom[], no: readonly Atom[]): Tests | null {
  const asked = conditionsOf(yes, no);
  if (asked.some(isMissing)) return null;
  return testsOf(
    asked.flatMap(({ facts, isWanted }) => (facts.presence === null ? turned(facts.scalar, isWanted) : [])),
  );
}

/**
 * What the atoms ask of a value that is a list: facts for every element, and facts that one element each must satisfy.
 */
interface ElementTests {
  readonly every: Tests;
  readonly some: readonly Requirement[];
}

/** Null when an atom asks for a missing value. */
export function elementTests(yes: readonly Atom[], no: readonly Atom[]): ElementTests | null {
  const asked = conditionsOf(yes, no);
  if (asked.some(isMissing)) return null;
  const every: Requirement[] = [];
  const some: Requirement[] = [];
  for (const { facts, isWanted } of asked) {
    if (facts.presence !== null) continue;
    // The negation of "every element is one of these" is "some element is none of them".
    ((facts.elements === "every") === isWanted ? every : some).push(turned(facts.element, isWanted));
  }
  return { every: testsOf(every), some };
}

/** The same tests with one more requirement. */
export const testsWith = ({ required, forbidden }: Tests, { fact, isWanted }: Requirement): Tests => ({
  required: isWanted ? [...required, fact] : required,
  forbidden: isWanted ? forbidden : [...forbidden, fact],
});

function testsOf(requirements: readonly Requirement[]): Tests {
  const facts = (isWanted: boolean) => requirements.flatMap((each) => (each.isWanted === isWanted ? [each.fact] : []));
  return { required: facts(true), forbidden: facts(false) };
}

interface WantedCondition {
  readonly facts: ConditionFacts;
  readonly isWanted: boolean;
}

function conditionsOf(yes: readonly Atom[], no: readonly Atom[]): WantedCondition[] {
  const of = (atoms: readonly Atom[], isWanted: boolean) =>
    atoms.flatMap((atom) => (atom.type === "condition" ? [{ facts: atom.facts, isWanted }] : []));
  return [...of(yes, true), ...of(no, false)];
}

const isMissing = ({ facts: { presence }, isWanted }: WantedCondition): boolean =>
  presence !== null && presence !== isWanted;

const turned = ({ fact, isWanted }: Requirement, isAsked: boolean): Requirement => ({
  fact,
  isWanted: isWanted === isAsked,
});

export function rolloutsOf(atoms: readonly Atom[]): RolloutFacts[] {
  return atoms.flatMap((atom) => (atom.type === "rollout" ? [atom.rollout] : []));
}
