import { type Attribute, MAX_LIST_ELEMENTS } from "./context";

/** Longest text of a context or a value that a trace repeats, in UTF-16 units. */
const LONGEST = 100;
/** Elements of a list that a trace repeats. */
const MOST_ELEMENTS = 10;

/** What an attribute is, in words: `no "country"`, `"country" is "US"`. Read it first. */
export function describeAttribute(attribute: Attribute): string {
  const name = quote(attribute.name);
  switch (attribute.kind) {
    case "missing":
      return `no ${name}`;
    case "scalar":
      return `${name} is ${quote(attribute.text)}`;
    case "list":
      return `${name} is ${describeList(attribute)}`;
    case "object":
      return `${name} is an object`;
    case "inexact":
      return `${name} is a number beyond ±${Number.MAX_SAFE_INTEGER}, which is not known exactly: send it as text`;
    case "long_list":
      return `${name} is a list of more than ${MAX_LIST_ELEMENTS} elements, which are not looked at`;
  }
}

function describeList({ elements, length }: Attribute): string {
  if (length === 0) return "an empty list";
  if (elements.length === 0) return "a list without a text, a boolean or an exact number";
  const told = elements.slice(0, MOST_ELEMENTS).map((element) => quote(element.text));
  const more = elements.length - told.length;
  return `a list of ${told}${more > 0 ? ` and ${more} more` : ""}`;
}

export const quote = (text: string): string => JSON.stringify(shortened(text));

/** The beginning of a long text. */
export const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Describes an attribute that is no id for a bucket. */
export function describeNoId(attribute: Attribute): string {
  const found = describeAttribute(attribute);
  return attribute.kind === "scalar" ? `${found}, and an empty text is no id` : found;
}
