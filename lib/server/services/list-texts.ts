import { type ListText, type ListTexts, readListTexts } from "../store/analysis-texts";
import type { RuleList } from "../store/rules";
import type { Tx } from "../store/transaction";
import { MOST_TEXT } from "./analysis/limits";
import { isOnInText } from "./analysis/read-texts";

/**
 * How lists are compared: as if their flags were on, or as they are, which means without rules while their flag is off.
 * The latter is for changes to the flags themselves, which may turn them on.
 */
export type Judged = "as if on" | "as it is";

/** What an analysis reads of lists; null when it is too much. */
export async function readJudged(tx: Tx, lists: readonly RuleList[], judged: Judged): Promise<ListTexts | null> {
  const texts = await readListTexts(tx, lists, MOST_TEXT);
  return texts === null || judged === "as if on" ? texts : { ...texts, lists: texts.lists.map(asItIs) };
}

/** While its flag is off, a list has no rules. */
export const asItIs = (list: ListText): ListText => (isOnInText(list) ? list : { ...list, rules: "[]", isOff: true });
