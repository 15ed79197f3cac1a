import { joinWords } from "../../words/condition-parts";
import type { Winner } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import { ruleWords } from "../sentences/words";
import { type Finding, finding, unlessLists } from "./finding";
import { capital } from "./unserved";

/**
 * Finds runs of adjacent rules with different values that could stand in any order, because nobody matches two of them
 * that differ. A rule that serves nobody counts here like any other, because in another order it might serve somebody;
 * it is not named.
 */
export function findAnyOrder(inquiry: ListInquiry, isServed: (index: Winner) => boolean): Finding[] {
  const { forms } = inquiry.list;
  const found: Finding[] = [];
  let run: Winner[] = [];
  let lists = new Set<string>();
  const close = () => {
    const members = run.filter(isServed);
    if (new Set(members.flatMap((index) => inquiry.list.servingsOf(index).map(({ arm }) => arm.valueId))).size > 1) {
      const named = members.flatMap((index) => forms[index] ?? []);
      const attributes = [...lists];
      const rules = `${capital(joinWords(named.map(ruleWords)))} may stand in any order${unlessLists(attributes)}`;
      found.push(
        finding({
          kind: "any_order",
          ruleIds: named.map(({ id }) => id),
          sentence: `${rules}: nobody matches two of them that differ.`,
          listAttributes: attributes,
        }),
      );
    }
  };
  for (const index of forms.keys()) {
    const overlaps = run.map((other) => overlap(inquiry, run[0] ?? other, other, index));
    if (overlaps.includes(null)) {
      close();
      [run, lists] = [[], new Set()];
    } else for (const name of overlaps.flat()) if (name !== null) lists.add(name);
    run.push(index);
  }
  close();
  return found;
}

/**
 * The attributes of which one must be a list for the order of two rules to matter to anybody; null when it matters to
 * others too, or is not known.
 */
function overlap(inquiry: ListInquiry, first: Winner, one: Winner, other: Winner): readonly string[] | null {
  const { forms } = inquiry.list;
  const [a, b] = [forms[one], forms[other]];
  if (!a || !b) return [];
  const clauses = forms.slice(0, first).map(({ misses }) => misses);
  const lists: string[] = [];
  for (const { valueId, literals } of a.arms) {
    for (const arm of b.arms) {
      if (arm.valueId === valueId) continue;
      if (inquiry.isSpent) return null;
      const outcome = inquiry.ask({ all: [...a.literals, ...literals, ...b.literals, ...arm.literals], clauses });
      if (outcome.is === "impossible") continue;
      if (outcome.is === "unknown" || outcome.listAttributes.length === 0) return null;
      lists.push(...outcome.listAttributes);
    }
  }
  return lists;
}
