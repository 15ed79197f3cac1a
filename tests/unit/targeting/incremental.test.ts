import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type CompiledRuleset,
  compileInSteps,
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  type FlagWithRules,
  type RulesetInput,
  type RulesetSource,
  type SegmentInput,
} from "@/lib/targeting";
import { withRules } from "@/lib/targeting/compile";
import { contextArbitrary, rulesetArbitrary } from "./arbitraries";
import { flagOf, rulesetOf, rulesOf } from "./builders";

vi.setConfig({ testTimeout: 60_000 });

function compile(source: RulesetSource, previous?: CompiledRuleset): { ruleset: CompiledRuleset; steps: number } {
  const generator = compileInSteps(source, previous);
  for (let steps = 1; ; steps += 1) {
    const step = generator.next();
    if (step.done) return { ruleset: step.value, steps };
  }
}

const follow = (source: RulesetSource, previous?: CompiledRuleset) => compile(source, previous).ruleset;

/** The input that a source was made of, so that it can be compiled afresh. */
const flat = ({ flags, segments }: RulesetSource): RulesetInput => ({
  flags: [...flags].map(({ flag }) => flag),
  rules: [...flags].flatMap(({ rules }) => rules),
  segments: [...segments],
});

/** What comes of `before` by a random choice of what it has and what `after` has, unchanged objects being the same. */
function mixed(before: RulesetSource, after: RulesetSource, choices: readonly boolean[]): RulesetSource {
  let at = 0;
  const choose = () => choices[at++ % choices.length] === true;
  const newer = new Map([...after.flags].map((each) => [each.flag.id, each]));
  const flags: FlagWithRules[] = [...before.flags].flatMap((each) => {
    const other = newer.get(each.flag.id);
    newer.delete(each.flag.id);
    if (other === undefined) return choose() ? [each] : [];
    return [{ flag: choose() ? each.flag : other.flag, rules: choose() ? each.rules : other.rules }];
  });
  const segments = new Map([...before.segments].map((segment): [string, SegmentInput] => [segment.id, segment]));
  for (const segment of after.segments) if (choose()) segments.set(segment.id, segment);
  for (const id of segments.keys()) if (choose() && choose()) segments.delete(id);
  return { flags: [...flags, ...newer.values()], segments: [...segments.values()] };
}

describe("ruleset that follows another", () => {
  test("a ruleset that follows another takes no flag over from another environment, where it may be off", () => {
    const flag = { ...flagOf(), environments: { staging: { enabled: false } } };
    const rules: FlagWithRules["rules"] = [];
    const source = (environment: string) => ({ flags: [{ flag, environment, rules }], segments: [] });
    const production = follow(source("production"));
    const staging = follow(source("staging"), production);
    expect(evaluate(production, "flag", {})?.reason).toBe("STATIC");
    expect(evaluate(staging, "flag", {})?.reason).toBe("DISABLED");
  });

  test("a ruleset that follows another answers as one that was compiled afresh, over any history", () => {
    const historyArbitrary = fc.array(fc.tuple(rulesetArbitrary, fc.array(fc.boolean(), { minLength: 1 })), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(historyArbitrary, fc.array(contextArbitrary, { minLength: 1, maxLength: 4 }), (history, contexts) => {
        let source: RulesetSource = { flags: [], segments: [] };
        let ruleset: CompiledRuleset | undefined;
        let afresh = compileRuleset(flat(source));
        for (const [input, choices] of history) {
          source = mixed(source, withRules(input), choices);
          const former = ruleset;
          ruleset = follow(source, former);
          const formerAfresh = afresh;
          afresh = compileRuleset(flat(source));
          for (const context of contexts) {
            expect(evaluateAll(ruleset, context)).toEqual(evaluateAll(afresh, context));
            for (const { flag } of source.flags) {
              expect(evaluate(ruleset, flag.key, context)).toEqual(evaluate(afresh, flag.key, context));
              expect(explain(ruleset, flag.key, context)).toEqual(explain(afresh, flag.key, context));
            }
            // Whoever still holds the former one gets its answers, also between those of the later one.
            if (former) expect(evaluateAll(former, context)).toEqual(evaluateAll(formerAfresh, context));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  const segment = (id: string, plan: string): SegmentInput => ({
    id,
    match_type: "all",
    rules: [{ key: "plan", operator: "equals", value: plan }],
  });
  const flagWith = (key: string, segmentId: string | null): FlagWithRules => ({
    flag: flagOf({ id: key, key }),
    rules: rulesOf([{ flag_id: key, segment_id: segmentId }]),
  });

  test("a ruleset that follows another compiles what changed and takes over the rest", () => {
    const [one, other] = [flagWith("one", "s1"), flagWith("other", "s2")];
    const [s1, s2] = [segment("s1", "pro"), segment("s2", "pro")];
    const first = follow({ flags: [one, other], segments: [s1, s2] });

    const ofFlag = follow({ flags: [flagWith("one", "s1"), other], segments: [s1, s2] }, first);
    expect(ofFlag.flags.get("one")).not.toBe(first.flags.get("one"));
    expect(ofFlag.flags.get("other")).toBe(first.flags.get("other"));
    expect(ofFlag.segments.get("s1")).toBe(first.segments.get("s1"));

    // A segment that changed takes along the flags that link to it, and no others.
    const ofSegment = follow({ flags: [one, other], segments: [segment("s1", "team"), s2] }, first);
    expect(evaluate(ofSegment, "one", { plan: "team" })?.value).toBe(true);
    expect(ofSegment.flags.get("other")).toBe(first.flags.get("other"));
    const withoutSegment = follow({ flags: [one, other], segments: [s2] }, first);
    expect(evaluate(withoutSegment, "one", { plan: "pro" })?.reason).toBe("DEFAULT");
    expect(withoutSegment.flags.get("other")).toBe(first.flags.get("other"));

    // Those who hold the first one still get its answers.
    expect(evaluate(first, "one", { plan: "pro" })?.value).toBe(true);
  });

  test("a ruleset that follows another of another environment shares segments", () => {
    const long = segment("s1", "pro");
    const first = follow({ flags: [flagWith("one", "s1")], segments: [long] });
    const second = follow({ flags: [flagWith("one", "s1")], segments: [long] }, first);
    expect(second.segments.get("s1")).toBe(first.segments.get("s1"));
    expect(second.flags.get("one")).not.toBe(first.flags.get("one"));
  });

  test("a ruleset that follows another takes over a long list without reading it again", () => {
    const value = Array.from({ length: 200_000 }, (_, index) => `user-${index}`);
    const audience: SegmentInput = { id: "s1", match_type: "all", rules: [{ key: "id", operator: "in", value }] };
    const first = compile({ flags: [flagWith("one", "s1")], segments: [audience] });
    const second = compile({ flags: [flagWith("one", "s1")], segments: [audience] }, first.ruleset);
    expect(first.steps).toBeGreaterThan(10);
    expect(second.steps).toBeLessThan(5);
    expect(evaluate(second.ruleset, "one", { id: "user-199999" })?.value).toBe(true);
  });

  test("a ruleset that follows another lets go of the conditions and attributes that nobody uses any more", () => {
    const flagAsking = (revision: number): FlagWithRules => ({
      flag: flagOf(),
      rules: rulesOf(
        Array.from({ length: 10 }, (_, index) => ({
          conditions: [{ attribute: `a-${revision}-${index}`, operator: "equals", value: "x" }],
          bucket_by: `b-${revision}-${index}`,
          percentage: 50,
        })),
      ),
    });
    const unchanged = flagWith("other", "s1");
    const segments = [segment("s1", "pro")];
    let ruleset = follow({ flags: [flagAsking(0), unchanged], segments });
    let most = 0;
    for (let revision = 1; revision <= 1_200; revision += 1) {
      ruleset = follow({ flags: [flagAsking(revision), unchanged], segments }, ruleset);
      most = Math.max(most, ruleset.parts.compiler.size);
    }
    // 12,000 conditions and 24,000 attributes were compiled; some 30 are in use.
    expect(most).toBeLessThanOrEqual(20_000);
    expect(explain(ruleset, "flag", { "a-1200-3": "x", "b-1200-3": "u" })?.trace[3]?.conditions[0]?.matches).toBe(true);
    expect(evaluate(ruleset, "other", { plan: "pro" })?.value).toBe(true);
    expect(evaluate(ruleset, "other", { plan: "team" })?.value).toBe(false);
  });
});

test("a ruleset is compiled from what it says it was compiled from", () => {
  const input = rulesetOf([{ value: "yes" }]);
  const ruleset = compileRuleset(input);
  expect([...ruleset.flags.values()].map(({ source }) => source)).toEqual([...withRules(input).flags]);
});
