import { COSTS } from "./budget";
import type { Share } from "./draws";
import type { AnyCondition, ConditionFacts, Fact } from "./facts";

/** A yes-or-no question about one attribute. */
export type Atom = { readonly index: number } & (
  | { readonly type: "condition"; readonly stored: AnyCondition; readonly facts: ConditionFacts }
  | { readonly type: "rollout"; readonly share: Share }
);

const TEXT_OPERATORS: ReadonlySet<string> = new Set([
  ...["contains", "not_contains", "starts_with", "ends_with", "regex"],
]);

/** Whether it is a condition that searches a text. */
export const isOfText = (atom: Atom): boolean => atom.type === "condition" && TEXT_OPERATORS.has(atom.stored.operator);

/** Asking an atom about a value. */
export function costOf(atom: Atom, value: unknown): number {
  const effort = atom.type === "rollout" ? COSTS.character : atom.facts.scalar.effort;
  const texts = Array.isArray(value) ? value : [value];
  return texts.reduce((sum, text) => sum + COSTS.test + (typeof text === "string" ? text.length * effort : 0), 0);
}

/** What the atoms ask of a value that is there. `isPossible` is false when one wants it missing. */
export function testsOf(yes: readonly Atom[], no: readonly Atom[], part: "scalar" | "element") {
  const required: Fact[] = [];
  const forbidden: Fact[] = [];
  let isPossible = true;
  const add = (atom: Atom, isWanted: boolean) => {
    if (atom.type === "rollout") return;
    const { matchesWhen } = atom.facts;
    if (matchesWhen === "present" || matchesWhen === "missing") {
      isPossible &&= (matchesWhen === "present") === isWanted;
    } else {
      ((matchesWhen === "each") === isWanted ? required : forbidden).push(atom.facts[part]);
    }
  };
  for (const atom of yes) add(atom, true);
  for (const atom of no) add(atom, false);
  return { required, forbidden, isPossible };
}

export function sharesOf(atoms: readonly Atom[]): Share[] {
  return atoms.flatMap((atom) => (atom.type === "rollout" ? [atom.share] : []));
}
