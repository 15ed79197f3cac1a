import { conditionsIn, leavesOf } from "../../element";
import { type Comparison, type Known, type Misfit, misfit } from "../comparison-form";
import type { RuleListInput } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import { ruleWords, show } from "../sentences/words";
import { type Finding, finding } from "./finding";

const DOMAINS: Readonly<Record<Misfit["domain"], { as: string; none: string }>> = {
  number: { as: "a number", none: "no number" },
  instant: { as: "a date", none: "no date" },
  version: { as: "a version", none: "no version" },
};

/** Finds comparisons that can judge none of the known people, because all their values have another form. */
export function findUnlikeKnown(inquiry: ListInquiry, list: RuleListInput, people: readonly Known[]): Finding[] {
  if (people.length === 0) return [];
  const segments = new Map(list.segments.map((segment) => [segment.id, segment]));
  return list.rules.flatMap((stored) => {
    if (stored.enabled === false) return [];
    const say = (comparison: Comparison, condition: number | null, where = ""): Finding[] => {
      inquiry.spendOnWords(people.length);
      const found = misfit(comparison, people);
      if (found === null) return [];
      const { as, none } = DOMAINS[found.domain];
      const { attribute } = comparison;
      const value = `${found.held.of}’s ${attribute} is ${show(found.held.text)}, which is ${none}`;
      const sentence = `In ${where}${ruleWords({ stored })}, “${attribute}” compares as ${as}, but ${value}.`;
      return [finding({ kind: "unlike_known_values", ruleIds: [stored.id], condition, sentence })];
    };
    const segment = segments.get(stored.segment_id ?? "");
    return [
      ...leavesOf(stored.conditions).flatMap(({ element, path: [index, ...inside] }) =>
        element.type === "condition" ? say(element.condition, inside.length === 0 ? Number(index) : null) : [],
      ),
      ...conditionsIn(segment?.rules ?? []).flatMap(({ key, ...asked }) =>
        say({ ...asked, attribute: key }, null, "the segment of "),
      ),
    ];
  });
}
