import { expect, test, vi } from "vitest";
import {
  compileInSteps,
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  type FlagInput,
  type RulesetSource,
} from "@/lib/targeting";
import { withRules } from "@/lib/targeting/compile";
import { RuleIndex } from "@/lib/targeting/rule-index";
import { flagOf, rulesOf } from "./builders";

const flag = (key: string, fields: Partial<FlagInput> = {}) =>
  flagOf({ id: key, key, flag_type: "boolean", ...fields });
const requiring = (...keys: string[]) => ({ requires: keys.map((each) => ({ flag: each, variant: "on" })) });
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];

/** `wallet` requires `checkout`, which is on for whoever is pro. */
const shop = (checkout: Partial<FlagInput> = {}) =>
  withRules({
    flags: [flag("wallet", requiring("checkout")), flag("checkout", checkout)],
    rules: rulesOf([{ flag_id: "wallet" }, { flag_id: "checkout", conditions: pro }]),
    segments: [],
  });

function compile(source: RulesetSource, previous?: Parameters<typeof compileInSteps>[1]) {
  const steps = compileInSteps(source, previous);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

test("a flag that many require is decided once for all of them, and once for itself where it is asked for", () => {
  // Ten levels of eight flags, each of which requires all those of the level before.
  const keys = Array.from({ length: 10 }, (_, level) => Array.from({ length: 8 }, (__, at) => `f-${level}-${at}`));
  const flags = keys.flatMap((level, at) => level.map((key) => flag(key, requiring(...(keys[at - 1] ?? [])))));
  const ruleset = compileRuleset({ flags, rules: rulesOf(flags.map(({ id }) => ({ flag_id: id }))), segments: [] });
  const first = vi.spyOn(RuleIndex.prototype, "first");
  expect(evaluateAll(ruleset, {}).map(({ value }) => value)).toEqual(flags.map(() => true));
  // The flags of the last level are required by none.
  expect(first).toHaveBeenCalledTimes(flags.length + 9 * 8);
  first.mockClear();
  expect(evaluate(ruleset, "f-9-0", {})?.value).toBe(true);
  expect(first).toHaveBeenCalledTimes(9 * 8 + 1);
  first.mockRestore();
});

test("a change of a flag changes those that require it, and neither is compiled again for the other", () => {
  const source = shop();
  const before = compile(source);
  expect(evaluate(before, "wallet", { plan: "pro" })?.value).toBe(true);
  const [wallet, checkout] = [...source.flags];
  if (wallet === undefined || checkout === undefined) throw new Error("two flags");

  const off = { ...checkout, flag: { ...checkout.flag, enabled: false } };
  const after = compile({ ...source, flags: [wallet, off] }, before);
  expect(evaluate(after, "wallet", { plan: "pro" })).toMatchObject({ value: false, reason: "DISABLED" });
  // Whoever still holds the former one gets its answers.
  expect(evaluate(before, "wallet", { plan: "pro" })?.value).toBe(true);
  expect(after.flags.get("wallet")).toBe(before.flags.get("wallet"));

  const alone = { ...wallet, flag: { ...wallet.flag, requires: [] } };
  const released = compile({ ...source, flags: [alone, off] }, after);
  expect(evaluate(released, "wallet", {})?.value).toBe(true);
  expect(released.flags.get("checkout")).toBe(after.flags.get("checkout"));
});

test("the trace tells what each required flag gives, and nothing of rules where one is unmet", () => {
  const ruleset = compile(shop());
  expect(explain(ruleset, "wallet", { plan: "pro" })).toMatchObject({
    value: true,
    trace: [{ outcome: "match" }],
    requirements: [{ flag: "checkout", variant: "on", matches: true, detail: "gives true (on)" }],
  });
  expect(explain(ruleset, "wallet", {})).toMatchObject({
    value: false,
    reason: "DISABLED",
    trace: [],
    requirements: [{ flag: "checkout", variant: "on", matches: false, detail: "gives false (off)" }],
  });
  expect(explain(ruleset, "checkout", {})).not.toHaveProperty("requirements");
});

test.each<[string, Partial<FlagInput>, string]>([
  ["is off", { enabled: false }, "is off and gives false (off)"],
  [
    "leaves it to the code",
    { enabled: false, when_disabled: "code_default" },
    "is off and leaves its value to the code",
  ],
  ["is archived", { status: "archived" }, "cannot evaluate: the flag is archived"],
  ["is gone", { key: "other" }, "cannot evaluate: the flag is gone"],
  ["lacks something itself", requiring("gone"), "does not get what it requires itself and gives false (off)"],
  [
    "requires it in turn",
    requiring("wallet"),
    "cannot evaluate: the requirement leads into a circle of flags, or through too many",
  ],
])("the trace tells when a required flag %s", (_name, checkout, detail) => {
  const { requirements } = explain(compile(shop(checkout)), "wallet", { plan: "pro" }) ?? {};
  expect(requirements).toMatchObject([{ matches: false, detail }]);
});
