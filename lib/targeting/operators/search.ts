import { MAX_SEARCHED_TEXT } from "../bounds";
import { isScalar, type Scalar, scalarText } from "../scalar";
import type { Fault, Matcher, MatchOptions, ScalarTest } from "./operator";

/** Whether a text is short enough to be searched. */
export const isSearchable: ScalarTest = ({ text }) => text.length <= MAX_SEARCHED_TEXT;

/** Searches a scalar's text for any of a condition's texts; `isFound` says whether one of them is found in it. */
export function searchFor(
  texts: readonly string[],
  { ignoreCase }: MatchOptions,
  isFound: (text: string, wanted: string) => boolean,
): Matcher {
  const wanted = ignoreCase ? texts.map((text) => text.toLowerCase()) : texts;
  const textOf = ignoreCase ? ({ lower }: Scalar) => lower : ({ text }: Scalar) => text;
  const test: ScalarTest = (scalar) => {
    if (!isSearchable(scalar)) return false;
    const text = textOf(scalar);
    for (const each of wanted) if (isFound(text, each)) return true;
    return false;
  };
  return { test, judges: isSearchable };
}

/** The texts of a value that is one scalar or a list of them. */
export function textsOf(value: unknown): readonly string[] | Fault {
  if (isScalar(value)) return [scalarText(value)];
  return Array.isArray(value) && value.every(isScalar)
    ? value.map(scalarText)
    : { fault: "the value is not a string, number or boolean, nor a list of them" };
}
