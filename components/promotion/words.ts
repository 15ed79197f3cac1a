import type { FlagComparison } from "@/lib/contract/promotion";
import type { PromotedPart } from "@/lib/contract/promotion-parts";
import { joinWords } from "@/lib/targeting/words/condition-parts";

/** What of a flag is promoted, as a choice. */
export const partLabels: Record<PromotedPart, string> = {
  state: "Whether it is on",
  default: "Its default",
  rules: "Its rules",
};

type ComparedParts = Pick<FlagComparison, "state" | "default_value" | "rules">;

/** What would become of a flag, in one line: "on; another default; 2 rules more, 1 changed". */
export function differenceText({ state, default_value: value, rules }: ComparedParts): string {
  const parts = [
    ...(state === undefined ? [] : [state.from ? "on" : "off"]),
    ...(value === undefined ? [] : ["another default"]),
    ...(rules === undefined ? [] : [rulesText(rules)]),
  ];
  return parts.join("; ");
}

function rulesText({ added, removed, changed, moved }: NonNullable<ComparedParts["rules"]>): string {
  const counts = [
    { count: added.length, word: "new" },
    { count: removed.length, word: "fewer" },
    { count: changed.length, word: "changed" },
    { count: moved.length, word: "moved" },
  ].filter(({ count }) => count > 0);
  return joinWords(
    counts.map(({ count, word }, index) => {
      const noun = index > 0 ? "" : count === 1 ? " rule" : " rules";
      return `${count.toLocaleString("en")}${noun} ${word}`;
    }),
  );
}
