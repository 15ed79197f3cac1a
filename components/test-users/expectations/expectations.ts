import type { Expectation } from "@/lib/contract/expectation";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import type { TestUserInput } from "@/lib/targeting/analysis/test-users";

/** One flag in one environment: what there can be one expectation of, for each test user. */
export interface ExpectationPlace {
  readonly flagId: string;
  readonly environment: string;
}

/** Tells an expectation of that place from others. */
export function isAt({ flagId, environment }: ExpectationPlace) {
  return (expectation: Expectation) => expectation.flag_id === flagId && expectation.environment === environment;
}

/** What the user is to get there; undefined when nothing is expected. */
export const expectedAt = ({ expectations }: Pick<TestUser, "expectations">, place: ExpectationPlace) =>
  expectations.find(isAt(place))?.value;

/** Test users as the analysis compares a change on them, with what each is expected to get. */
export const testUserInputs = (users: readonly TestUser[], place: ExpectationPlace): TestUserInput[] =>
  users.map((user) => {
    const expected = expectedAt(user, place);
    // It was stored from JSON.
    const input = { id: user.id, name: user.name, context: user.context as JsonObject };
    return expected === undefined ? input : { ...input, expected };
  });

/** Whether what somebody gets is what is expected; undefined when nothing is, or it is not known yet. */
export const isMet = (expected: JsonValue | undefined, got: JsonValue | undefined): boolean | undefined =>
  expected === undefined || got === undefined ? undefined : sameJson(expected, got);

/** `All 5 expectations hold`, `2 of 5 expectations fail`; nothing when nothing is expected. */
export function expectationSummary(verdicts: readonly (boolean | undefined)[]): string | undefined {
  const known = verdicts.filter((verdict) => verdict !== undefined);
  if (known.length === 0) return undefined;
  const failing = known.filter((isFine) => !isFine).length;
  const noun = known.length === 1 ? "expectation" : "expectations";
  if (failing > 0) return `${failing} of ${known.length} ${noun} ${failing === 1 ? "fails" : "fail"}`;
  return known.length === 1 ? "The expectation holds" : `All ${known.length} ${noun} hold`;
}
