import type { Expectation } from "@/lib/contract/expectation";
import type { Flag } from "@/lib/contract/flag";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import type { RuleInput } from "@/lib/targeting";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import type { TestUserInput } from "@/lib/targeting/analysis/test-users";

/** A test user can have one expectation for each flag in each environment. */
export interface FlagInEnvironment {
  readonly flagId: string;
  readonly environment: string;
}

/** Finds the expectation for a flag in an environment. */
function isFor({ flagId, environment }: FlagInEnvironment) {
  return (expectation: Expectation) => expectation.flag_id === flagId && expectation.environment === environment;
}

/** The value that a test user is expected to get from a flag; undefined without an expectation. */
export const expectedOf = ({ expectations }: Pick<TestUser, "expectations">, flag: FlagInEnvironment) =>
  expectations.find(isFor(flag))?.value;

/** Test users for the analysis, each with its expected value. */
export const testUserInputs = (users: readonly TestUser[], flag: FlagInEnvironment): TestUserInput[] =>
  users.map((user) => {
    const expected = expectedOf(user, flag);
    // It was stored from JSON.
    const input = { id: user.id, name: user.name, context: user.context as JsonObject };
    return expected === undefined ? input : { ...input, expected };
  });

/** Whether somebody gets the expected value; undefined without an expectation, or while the value is not known. */
export const isMet = (expected: JsonValue | undefined, got: JsonValue | undefined): boolean | undefined =>
  expected === undefined || got === undefined ? undefined : sameJson(expected, got);

/** `All 5 expectations hold`, `2 of 5 expectations fail`; undefined without expectations. */
export function expectationSummary(verdicts: readonly (boolean | undefined)[]): string | undefined {
  const known = verdicts.filter((verdict) => verdict !== undefined);
  if (known.length === 0) return undefined;
  const failing = known.filter((isFine) => !isFine).length;
  const noun = known.length === 1 ? "expectation" : "expectations";
  if (failing > 0) return `${failing} of ${known.length} ${noun} ${failing === 1 ? "fails" : "fail"}`;
  return known.length === 1 ? "The expectation holds" : `All ${known.length} ${noun} hold`;
}

/** The list with this expected value for the flag; with none when `value` is undefined. */
export function withExpected(
  expectations: readonly Expectation[],
  flag: FlagInEnvironment,
  value: JsonValue | undefined,
): Expectation[] {
  if (value === undefined) return expectations.filter((expectation) => !isFor(flag)(expectation));
  const said = { flag_id: flag.flagId, environment: flag.environment, value };
  const isKnown = expectations.some(isFor(flag));
  return isKnown ? expectations.map((each) => (isFor(flag)(each) ? said : each)) : [...expectations, said];
}

/** Choices in the menu: more would need a search. The API takes any value. */
const MOST_OFFERED = 12;

/** The values to choose from: the flag's variants, and every value that it serves, each once. */
export function expectableValues(
  flag: Pick<Flag, "flag_type" | "default_value" | "variants">,
  rules: readonly Pick<RuleInput, "value" | "split">[],
  expected: JsonValue | undefined,
): JsonValue[] {
  const inRules = rules.flatMap(({ value, split }) => [...(split ?? []).map((arm) => arm.value), value]);
  const named = (flag.variants ?? []).map(({ value }) => value);
  const served = [...named, ...inRules, flag.default_value.value];
  const all = flag.flag_type === "boolean" ? [true, false] : [...(expected === undefined ? [] : [expected]), ...served];
  return all.filter((value, at) => all.findIndex((other) => sameJson(other, value)) === at).slice(0, MOST_OFFERED);
}
