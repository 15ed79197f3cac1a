import { MAX_SEARCHED_TEXT } from "../bounds";
import { isScalar, type Scalar, scalarText } from "../scalar";
import type { Prepared, ScalarTest } from "./operator";

/** Whether a text is short enough to be searched. */
export const isSearchable: ScalarTest = ({ text }) => text.length <= MAX_SEARCHED_TEXT;

/** Whether any of a condition's texts, or the only one, has what `has` says of it in a scalar's text. */
export function searchFor(
  texts: readonly string[],
  ignoreCase: boolean,
  has: (text: string, wanted: string) => boolean,
): Prepared {
  const formOf = ignoreCase ? ({ lower }: Scalar) => lower : ({ text }: Scalar) => text;
  const wanted = ignoreCase ? texts.map((text) => text.toLowerCase()) : texts;
  const [only] = wanted;
  const isFound =
    only !== undefined && wanted.length === 1
      ? (text: string) => has(text, only)
      : (text: string) => wanted.some((each) => has(text, each));
  return { test: (scalar) => isSearchable(scalar) && isFound(formOf(scalar)), judges: isSearchable };
}

/** The texts of a value that is one scalar or a list of them; else why it is neither. */
export function textsOf(value: unknown): readonly string[] | { readonly fault: string } {
  if (isScalar(value)) return [scalarText(value)];
  return Array.isArray(value) && value.every(isScalar)
    ? value.map(scalarText)
    : { fault: "the value is not a string, number or boolean, nor a list of them" };
}
