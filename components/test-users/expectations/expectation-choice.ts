import type { Expectation } from "@/lib/contract/expectation";
import type { Flag } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { RuleInput } from "@/lib/targeting";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { type ExpectationPlace, isAt } from "./expectations";

/** The list with another value expected there, in its place; without one when `value` is undefined. */
export function withExpected(
  expectations: readonly Expectation[],
  place: ExpectationPlace,
  value: JsonValue | undefined,
): Expectation[] {
  if (value === undefined) return expectations.filter((expectation) => !isAt(place)(expectation));
  const said = { flag_id: place.flagId, environment: place.environment, value };
  const isKnown = expectations.some(isAt(place));
  return isKnown ? expectations.map((each) => (isAt(place)(each) ? said : each)) : [...expectations, said];
}

/** More would be a list to search; the API takes any. */
const MOST_OFFERED = 12;

/** What can be expected of a flag without typing: every value that it serves, each once. */
export function expectableValues(
  flag: Pick<Flag, "flag_type" | "default_value">,
  rules: readonly Pick<RuleInput, "value">[],
  expected: JsonValue | undefined,
): JsonValue[] {
  const served = [...rules.map(({ value }) => value), flag.default_value.value];
  const all = flag.flag_type === "boolean" ? [true, false] : [...(expected === undefined ? [] : [expected]), ...served];
  return all.filter((value, at) => all.findIndex((other) => sameJson(other, value)) === at).slice(0, MOST_OFFERED);
}
