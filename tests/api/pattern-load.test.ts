import { expect, test } from "vitest";
import { limits } from "@/lib/contract/limits";
import { MAX_PATTERN_STEPS, MAX_UNICODE_CLASSES } from "@/lib/targeting/pattern/check";
import { ownService } from "../support/api-service";
import { longestHold } from "../support/longest-hold";

const service = ownService();

/** The service runs in this process, so its loop is ours. */
const MOST_HELD_MS = 50;

/** The heaviest patterns of their kind that may be saved, no two alike. */
const heaviest: Readonly<Record<string, (at: number) => string>> = {
  "Unicode classes whatever the case": (at) => `(?i)${"\\pL".repeat(MAX_UNICODE_CLASSES)}${at}`,
  "counted repetitions": (at) => `[a-z]{1000}[0-9]{${MAX_PATTERN_STEPS - 1004}}${String(at).padStart(4, "0")}`,
  "rounds that may be left out": (at) => `(?:x?){990}${at}`,
};

/** The heaviest that RE2 takes, far over what may be saved. */
const refused: Readonly<Record<string, (at: number) => string>> = {
  "Unicode classes by the dozen": (at) => `(?i)${"\\pL".repeat(160)}${at}`,
  "repetition after repetition": (at) => `${"a{1000}".repeat(70)}${at}`,
  "repetitions in repetitions": (at) => `${"(?:(?:a?){30}b?){30}".repeat(20)}${at}`,
};

const condition = (value: string | string[]) => ({ attribute: "email", operator: "regex", value });
const draftOf = (count: number, pattern: (at: number) => string) => ({
  environment: "production",
  rules: Array.from({ length: count }, (_, at) => ({ conditions: [condition(pattern(at))], value: true })),
});

async function analyze(draft: object) {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const evaluate = () =>
    service.call("POST", "/api/v1/flags/evaluate", {
      body: { project_id: project.id, flag_key: flag.key, environment: "production", context: {} },
    });
  await evaluate();
  return longestHold(async () => {
    const analysing = service.call("POST", `/api/v1/flags/${flag.id}/rules/analyze`, { body: draft });
    const meanwhile = await evaluate();
    return { meanwhile, answer: await analysing };
  });
}

test.each(Object.entries(heaviest))(
  "a draft of %s is checked, and evaluation goes on meanwhile",
  async (_, pattern) => {
    const draft = draftOf(200, pattern);
    // It is checked whole, and what is wrong with its end keeps it from being analysed: that is another test's matter.
    draft.rules.push({ conditions: [condition("(")], value: true });
    const { result, held } = await analyze(draft);
    expect(result.meanwhile.status).toBe(200);
    expect(result.answer.status).toBe(422);
    expect(Object.keys(result.answer.body.details)).toEqual(["rules.200.conditions.0.value"]);
    expect(held).toBeLessThan(MOST_HELD_MS);
  },
);

test.each(Object.entries(refused))("a draft of %s is refused, rule by rule", async (_, pattern) => {
  const { result, held } = await analyze(draftOf(200, pattern));
  expect(result.meanwhile.status).toBe(200);
  expect(result.answer.status).toBe(422);
  expect(result.answer.body.details["rules.0.conditions.0.value"]).toEqual([
    expect.stringMatching(/^The pattern (has more than 10 Unicode classes|is longer than 2000 steps)/),
  ]);
  expect(held).toBeLessThan(MOST_HELD_MS);
});

test("a rule with the heaviest patterns is stored and takes effect, and evaluation goes on meanwhile", async () => {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const evaluate = (email: string) =>
    service.call("POST", "/api/v1/flags/evaluate", {
      body: { project_id: project.id, flag_key: flag.key, environment: "production", context: { email } },
    });
  await evaluate("");
  const pattern = heaviest["Unicode classes whatever the case"] ?? String;
  // All of them must match: letters enough, and then each one's number somewhere.
  const conditions = Array.from({ length: 10 }, (_, row) => condition([pattern(row * 10 + 1), pattern(row * 10 + 2)]));
  const { result, held } = await longestHold(async () => {
    const storing = service.call("POST", `/api/v1/flags/${flag.id}/rules`, {
      body: { environment: "production", conditions, value: true },
    });
    const meanwhile = await evaluate("");
    return { meanwhile, stored: await storing };
  });
  expect([result.meanwhile.status, result.stored.status]).toEqual([200, 201]);
  expect(held).toBeLessThan(MOST_HELD_MS);
  const letters = "abcdefghij";
  const text = Array.from({ length: 10 }, (_, row) => `${letters}${row * 10 + 1}`).join(" ");
  expect((await evaluate(text)).body.data.value).toBe(true);
  expect((await evaluate(`${letters}1`)).body.data.value).toBe(false);
});

test("a request has a thousand different patterns at most, and the same ones as often as it likes", async () => {
  const { result, held } = await analyze(draftOf(limits.patterns, () => "(?i)\\pL{10}"));
  expect(result.answer.status, result.answer.text).toBe(200);
  expect(held).toBeLessThan(MOST_HELD_MS);

  const project = await service.project();
  const flag = await service.flag(project.id);
  const conditions = Array.from({ length: 100 }, (_, row) =>
    condition(Array.from({ length: 11 }, (_each, at) => `^${row}-${at}`)),
  );
  const body = { environment: "production", conditions, value: true };
  const answer = await service.call("POST", `/api/v1/flags/${flag.id}/rules`, { body });
  expect(answer.status).toBe(422);
  expect(answer.body.details).toEqual({ conditions: ["Must have at most 1000 different patterns in all"] });
});
