import { joinWords } from "../../condition-parts";
import type { ListInquiry } from "../list-inquiry";
import type { Winner } from "../rule-list";
import { ruleWords } from "../words";
import { type Finding, finding, unlessLists } from "./finding";
import { capital } from "./unserved";

/**
 * Runs of neighbouring rules with different values that could stand in any order: nobody matches two that differ. Rules
 * between them that serve nobody now count like the others, for in another order they might; they are not named.
 */
export function findAnyOrder(inquiry: ListInquiry, isServed: (place: Winner) => boolean): Finding[] {
  const { forms } = inquiry.list;
  const found: Finding[] = [];
  let run: Winner[] = [];
  let lists = new Set<string>();
  const close = () => {
    const members = run.filter(isServed);
    if (new Set(members.map((place) => inquiry.list.valueIdOf(place))).size > 1) {
      const named = members.flatMap((place) => forms[place] ?? []);
      const attributes = [...lists];
      found.push(
        finding({
          kind: "any_order",
          ruleIds: named.map(({ id }) => id),
          sentence: `${capital(joinWords(named.map(ruleWords)))} may stand in any order${unlessLists(attributes)}: nobody matches two of them that differ.`,
          listAttributes: attributes,
        }),
      );
    }
  };
  for (const place of forms.keys()) {
    const overlaps = run.map((other) => overlap(inquiry, run[0] ?? other, other, place));
    if (overlaps.includes(null)) {
      close();
      [run, lists] = [[], new Set()];
    } else for (const name of overlaps.flat()) if (name !== null) lists.add(name);
    run.push(place);
  }
  close();
  return found;
}

/**
 * The attributes that must be lists for anyone to be decided by the order of two rules; null when it matters otherwise.
 */
function overlap(inquiry: ListInquiry, first: Winner, one: Winner, other: Winner): readonly string[] | null {
  const { list } = inquiry;
  const { forms } = list;
  const [a, b] = [forms[one], forms[other]];
  if (!a || !b || list.valueIdOf(one) === list.valueIdOf(other)) return [];
  if (inquiry.isSpent) return null;
  const outcome = inquiry.ask({
    all: [...a.literals, ...b.literals],
    clauses: forms.slice(0, first).map(({ misses }) => misses),
  });
  if (outcome.is === "impossible") return [];
  return outcome.is === "possible" && outcome.listAttributes.length > 0 ? outcome.listAttributes : null;
}
