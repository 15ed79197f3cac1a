import type { Ranges } from "../facts/ranges";
import { valuesIn } from "./range-values";

/** Texts of numbers inside the ranges: plain ones first, then ever more spellings, some of which are no versions. */
export function* numberTexts(ranges: Ranges<number>): Generator<string> {
  for (const number of valuesIn(ranges, 1)) yield String(number);
  for (const number of valuesIn(ranges, 1)) {
    if (number >= 0) yield `+${number}`;
    for (const zeros of [".0", ".00", ".000"]) yield `${number}${zeros}`;
  }
}
