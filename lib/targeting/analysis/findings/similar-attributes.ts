import type { RuleInput } from "../../types";
import { ruleWords } from "../words";
import { type Finding, finding } from "./finding";

/** How often each attribute is used elsewhere in the project. */
export type AttributeUses = ReadonlyMap<string, number>;

/** Shorter names are too often one letter apart by right. */
const SHORTEST = 4;

/** Attributes that look like a slip of the pen for one that is used more often, here and elsewhere. */
export function findSimilarAttributes(rules: readonly RuleInput[], elsewhere: AttributeUses): Finding[] {
  const uses = new Map(elsewhere);
  for (const { conditions } of rules) {
    for (const { attribute } of conditions) uses.set(attribute, (uses.get(attribute) ?? 0) + 1);
  }
  return rules.flatMap((stored) =>
    stored.conditions.flatMap(({ attribute }, index) => {
      const meant = mostUsedLike(attribute, uses);
      if (meant === null) return [];
      const sentence = `In ${ruleWords({ stored })}, “${attribute}” looks like “${meant}”, which is used ${uses.get(meant)} times.`;
      return [
        finding({ kind: "similar_attribute", ruleIds: [stored.id], condition: index, sentence, suggestion: meant }),
      ];
    }),
  );
}

function mostUsedLike(name: string, uses: AttributeUses): string | null {
  let best: string | null = null;
  let most = uses.get(name) ?? 0;
  for (const [other, count] of uses) {
    if (count > most && other !== name && isSlip(name, other)) [best, most] = [other, count];
  }
  return best;
}

/** Other case or separators, or one letter added, dropped, changed or swapped with its neighbour. Digits tell apart. */
function isSlip(a: string, b: string): boolean {
  if (plain(a) === plain(b)) return true;
  if (Math.min(a.length, b.length) < SHORTEST || digits(a) !== digits(b)) return false;
  const start = commonStart(a, b);
  const end = commonStart(reversed(a.slice(start)), reversed(b.slice(start)));
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = restA.length === 2 && restA === reversed(restB);
  return isSwap || (restA.length <= 1 && restB.length <= 1);
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, "");
const digits = (name: string): string => name.replace(/\D/g, "");
const reversed = (text: string): string => [...text].reverse().join("");

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
