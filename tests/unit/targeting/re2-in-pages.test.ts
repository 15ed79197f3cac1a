import { RE2JS, RE2JSException } from "re2js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeAutomaton } from "@/lib/targeting/pattern/make-automaton";
import { rulesetOf } from "./builders";

const withPattern = rulesetOf([{ conditions: [{ attribute: "plan", operator: "regex", value: "^p" }] }]);
/** No segment should have one, but what is stored may be damaged. */
const inSegment = rulesetOf(
  [{ segment_id: "s" }],
  [{ id: "s", match_type: "all", rules: [{ key: "plan", operator: "regex", value: "^p" }] }],
);

/** The engine as a page has it, freshly loaded. */
async function engineOfPages() {
  vi.resetModules();
  vi.doMock("@/lib/targeting/pattern/re2", () => import("@/lib/targeting/pattern/re2.browser"));
  return import("@/lib/targeting");
}

let engine: Awaited<ReturnType<typeof engineOfPages>>;
beforeEach(async () => {
  engine = await engineOfPages();
});
afterEach(() => {
  vi.doUnmock("@/lib/targeting/pattern/re2");
  vi.doUnmock("@/lib/targeting/pattern/re2-library");
});

test("stands in for servers' by the same names", async () => {
  const [ofServers, ofPages] = await Promise.all([
    import("@/lib/targeting/pattern/re2"),
    import("@/lib/targeting/pattern/re2.browser"),
  ]);
  expect(Object.keys(ofPages).sort()).toEqual(Object.keys(ofServers).sort());
  const { browser } = (await import("@/package.json")).default;
  expect(browser).toEqual({ "./lib/targeting/pattern/re2.ts": "./lib/targeting/pattern/re2.browser.ts" });
});

test.each([
  ["without a pattern", { operator: "equals", value: "pro" }],
  ["with a pattern that is none", { operator: "regex", value: 5 }],
])("is not loaded for rules %s, which do without", async (_, condition) => {
  const ruleset = rulesetOf([{ conditions: [{ attribute: "plan", ...condition }] }]);
  await engine.loadPatternsOf(ruleset);
  const answer = engine.evaluate(engine.compileRuleset(ruleset), "flag", { plan: "pro" });
  expect(answer?.value).toBe(condition.value !== 5);
  expect(() => engine.compileRuleset(withPattern)).toThrow("before it is loaded");
});

test.each([
  ["rule", withPattern],
  ["segment", inSegment],
  ["group", rulesetOf([{ conditions: [{ any: [{ attribute: "plan", operator: "regex", value: "^p" }] }] }])],
  ["list", rulesetOf([{ conditions: [{ attribute: "plan", operator: "regex", value: ["^p", "^q"] }] }])],
])("is loaded for the pattern of a %s, which then decides", async (_, ruleset) => {
  expect(() => engine.compileRuleset(ruleset)).toThrow("before it is loaded");
  // A flag that is compiled at its first use would throw in an evaluation.
  const { compileSync } = await import("@/packages/engine/src/compile");
  expect(() => compileSync(ruleset)).toThrow("before it is loaded");
  await engine.loadPatternsOf(ruleset);
  const compiled = engine.compileRuleset(ruleset);
  expect(["pro", "free"].map((plan) => engine.evaluate(compiled, "flag", { plan })?.value)).toEqual([true, false]);
});

test("is asked for again after it could not be loaded", async () => {
  vi.doMock("@/lib/targeting/pattern/re2-library", () => Promise.reject(new Error("offline")));
  await expect(engine.loadRe2()).rejects.toThrow();
  expect(() => engine.checkPattern("\\ba")).toThrow("before it is loaded");
  vi.doMock("@/lib/targeting/pattern/re2-library", () => ({ re2Library: { RE2JS, RE2JSException, makeAutomaton } }));
  await engine.loadRe2();
  expect(engine.checkPattern("\\ba")).toEqual({ ok: true });
});
