import { conditionsIn, leavesOf } from "../../element";
import type { RuleInput } from "../../types";
import { COSTS } from "../budget";
import type { ListInquiry } from "../rules/list-inquiry";
import { ruleWords } from "../sentences/words";
import { type Finding, finding, type NotAnalysed } from "./finding";

/** How often each attribute is used elsewhere in the project. */
export type AttributeUses = ReadonlyMap<string, number>;

/** Shorter names are too often one letter apart on purpose. */
const SHORTEST = 4;

/** Finds attributes that look like a misspelling of one that is used more often, in this list and elsewhere. */
export function findSimilarAttributes(
  inquiry: ListInquiry,
  rules: readonly RuleInput[],
  elsewhere: AttributeUses,
): (Finding | NotAnalysed)[] {
  const uses = new Map(elsewhere);
  for (const { conditions } of rules) {
    for (const { attribute } of conditionsIn(conditions)) uses.set(attribute, (uses.get(attribute) ?? 0) + 1);
  }
  const byUse = [...uses].map(([name, count]) => ({ ...spelling(name), count })).sort((a, b) => b.count - a.count);
  const meantFor = new Map(byUse.map((used) => [used.name, mostUsedLike(used, byUse, inquiry)]));
  return rules.flatMap((stored) =>
    leavesOf(stored.conditions).flatMap(({ element, path: [index, ...inside] }): (Finding | NotAnalysed)[] => {
      if (element.type !== "condition") return [];
      const { attribute } = element.condition;
      const meant = meantFor.get(attribute) ?? null;
      if (meant === "unknown") return [{ ruleId: stored.id, question: "similar_attribute", because: "budget" }];
      if (meant === null) return [];
      const rule = ruleWords({ stored });
      const sentence = `In ${rule}, “${attribute}” looks like “${meant}”, which is used ${uses.get(meant)} times.`;
      inquiry.spendOnWords(sentence.length);
      // A condition in a group is no inline condition of the rule.
      const condition = inside.length === 0 ? Number(index) : null;
      return [finding({ kind: "similar_attribute", ruleIds: [stored.id], condition, sentence, suggestion: meant })];
    }),
  );
}

/** The attribute that was probably meant. */
type Meant = string | null | "unknown";

interface Spelling {
  readonly name: string;
  readonly plain: string;
  readonly digits: string;
}

interface Used extends Spelling {
  readonly count: number;
}

/** @param byUse the most used attribute first */
function mostUsedLike(used: Used, byUse: readonly Used[], { vocabulary: { budget } }: ListInquiry): Meant {
  for (const other of byUse) {
    if (other.count <= used.count) return null;
    if (budget.isSpent) return "unknown";
    budget.spend(COSTS.test);
    if (isSlip(used, other)) return other.name;
  }
  return null;
}

/**
 * Whether two names differ only in case or separators, or by one letter that was added, dropped, changed or swapped
 * with its neighbour. Names that differ in digits are different on purpose.
 */
function isSlip({ name: a, ...one }: Spelling, { name: b, ...other }: Spelling): boolean {
  if (one.plain === other.plain) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  if (Math.min(a.length, b.length) < SHORTEST || one.digits !== other.digits) return false;
  const start = commonStart(a, b);
  const end = commonStart(reversed(a.slice(start)), reversed(b.slice(start)));
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = restA.length === 2 && restA === reversed(restB);
  return isSwap || (restA.length <= 1 && restB.length <= 1);
}

const spelling = (name: string): Spelling => ({
  name,
  plain: name.toLowerCase().replace(/[-_.\s]/g, ""),
  digits: name.replace(/\D/g, ""),
});

const reversed = (text: string): string => [...text].reverse().join("");

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
