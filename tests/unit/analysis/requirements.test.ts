import { expect, test } from "vitest";
import type { FlagInput, RequirementInput, RuleInput } from "@/lib/targeting";
import { analyzeRequirements } from "@/lib/targeting/analysis/analyze-requirements";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { flagOf, rulesOf } from "../targeting/builders";

const pro = { attribute: "plan", operator: "equals", value: "pro" };
const free = { ...pro, value: "free" };
const on: RequirementInput = { flag: "checkout", variant: "on" };

const flag = (key: string, fields: Partial<FlagInput> = {}) =>
  flagOf({ id: key, key, flag_type: "boolean", enabled: true, ...fields });
const of = (flagId: string, fields: Partial<RuleInput>) => ({ flag_id: flagId, value: true, ...fields });

/** What is found of one requirement, of these flags with these rules in production. */
function analysisOf(
  requirement: RequirementInput,
  flags: readonly FlagInput[],
  rules: readonly Partial<RuleInput>[] = [],
  steps?: number,
) {
  const required = { requires: [requirement], environment: "production", flags, rules: rulesOf(rules) };
  const list = { defaultValue: false, rules: [], segments: [], required };
  return analyzeRequirements(list, steps);
}

const off = { environments: { production: { enabled: false } } };
const layout = flag("layout", {
  flag_type: "string",
  default_value: { value: "wide" },
  variants: [{ name: "Wide", value: "wide" }],
});
const needsCart = { requires: [{ flag: "cart", variant: "on" }] };

test.each<[string, RequirementInput, readonly FlagInput[], readonly Partial<RuleInput>[], string]>([
  ["is gone", on, [], [], "never met: the flag is gone."],
  ["is archived", on, [flag("checkout", { status: "archived" })], [], "never met: the flag is archived."],
  [
    "is off in the environment",
    on,
    [flag("checkout", off)],
    [of("checkout", {})],
    "never met: checkout is off and gives false (off).",
  ],
  [
    "is off and leaves its value to the code",
    { flag: "checkout", variant: "off" },
    [flag("checkout", { ...off, when_disabled: "code_default" })],
    [],
    "never met: checkout is off and leaves its value to the code.",
  ],
  [
    "is off, which is what is required",
    { flag: "checkout", variant: "off" },
    [flag("checkout", off)],
    [of("checkout", {})],
    "always met: checkout is off and gives false (off).",
  ],
  [
    "never gets what it requires itself",
    on,
    [flag("checkout", needsCart), flag("cart", off)],
    [of("checkout", {})],
    "never met: checkout does not get what it requires itself and gives false (off).",
  ],
  [
    "has no rule that gives it",
    on,
    [flag("checkout")],
    [of("checkout", { value: false, conditions: [pro] }), of("checkout", { enabled: false })],
    "never met: no rule of checkout that can match gives that, and by default it gives false (off).",
  ],
  [
    "gives it by a rule that is never reached",
    on,
    [flag("checkout")],
    [of("checkout", { value: false, conditions: [pro] }), of("checkout", { conditions: [pro, { ...pro }] })],
    "never met: nobody is served by what gives that in checkout.",
  ],
  [
    "has no such variant any more",
    { flag: "layout", variant: "Slim" },
    [layout],
    [],
    "never met: layout has no variant Slim.",
  ],
  [
    "gives a value to everyone",
    { flag: "layout", value: "wide" },
    [layout],
    [],
    "always met: layout gives that to everyone.",
  ],
  [
    "gives it to everyone, by its rules and its default",
    on,
    [flag("checkout", { default_value: { value: true } })],
    [of("checkout", { conditions: [pro] })],
    "always met: checkout gives that to everyone.",
  ],
  [
    "gives it only where an attribute is a list",
    on,
    [flag("checkout")],
    [of("checkout", { conditions: [pro, free] })],
    "never met unless plan is a list: nobody else is served by what gives that in checkout.",
  ],
])("of a required flag that %s it is told, with the reason", (_name, requirement, flags, rules, told) => {
  const { findings, notAnalysed } = analysisOf(requirement, flags, rules);
  const { flag: key, variant, value } = requirement;
  const wanted = variant === undefined ? `gives ${JSON.stringify(value)}` : `is ${variant}`;
  expect(notAnalysed).toEqual([]);
  expect(findings).toMatchObject([
    {
      kind: told.startsWith("never") ? "requirement_never_met" : "requirement_always_met",
      ...{ ruleIds: [], requirement: 0, sentence: `The requirement that ${key} ${wanted} is ${told}` },
    },
  ]);
});

test("of a requirement that some meet and others do not nothing is found, and what stays open is said", () => {
  const rules = [of("checkout", { conditions: [pro] })];
  expect(analysisOf(on, [flag("checkout")], rules)).toEqual({ findings: [], notAnalysed: [] });
  expect(analysisOf(on, [flag("checkout")], rules, 0).notAnalysed).toEqual([
    { ruleId: null, requirement: 0, question: "requirement_never_met", because: "budget" },
  ]);
});

test("whoever loses a value by what is required is told by what they would have to get", () => {
  const before = { defaultValue: false, rules: rulesOf([{ value: true }]), segments: [] };
  const flags = [flag("checkout"), layout];
  const rules = rulesOf([of("checkout", { conditions: [pro] }), of("layout", { value: "slim", conditions: [free] })]);
  const requires = [on, { flag: "layout", value: "slim" }];
  const { changes } = compareLists(before, { ...before, required: { requires, flags, rules } });
  expect(changes).toMatchObject([
    { from: true, to: false, who: 'everyone, unless checkout is on and layout is "slim"', witness: expect.anything() },
  ]);
});

test("who is shown has an id, where somebody who has one is meant, too", () => {
  // Nobody who is on pro and has an id gets `true` of it.
  const split = [{ weight: 100, value: false }];
  const flags = [flag("checkout", { default_value: { value: true } })];
  const required = {
    requires: [{ flag: "checkout", value: true }],
    flags,
    rules: rulesOf([of("checkout", { conditions: [pro], split })]),
  };
  const listWith = (conditions: RuleInput["conditions"]) => {
    const somebody = { attribute: "user_id", operator: "not_in", value: ["u1"] };
    return {
      defaultValue: false,
      rules: rulesOf([{ conditions: [somebody, ...conditions], value: true }]),
      segments: [],
      required,
    };
  };
  const witnessOf = (conditions: RuleInput["conditions"]) => {
    const list = listWith(conditions);
    const { changes } = compareLists({ ...list, rules: [] }, list);
    return changes[0]?.witness;
  };
  expect(witnessOf([pro])).toEqual({ user_id: "", plan: "pro" });
  expect(witnessOf([{ any: [pro, free] }])).toEqual({ user_id: expect.stringMatching(/./), plan: "free" });
});
