import { describe, expect, it } from "vitest";
import { type FlagChange, flagIn, saveOfNew, type WholeFlag, wholeFlag } from "@/components/flags/api";
import { allowedStates } from "@/components/flags/list/environment-choice";
import type { VariantsChange } from "@/components/flags/variants/variant-drafts";
import { effectChange, flagOfEffect } from "@/components/protected/protected-dialog";
import {
  type JudgedFlag,
  type ProtectedSave,
  protectedAmong,
  type SaveDescription,
} from "@/components/protected/use-protected-mutation";
import { saveOfDeletion, saveOfNewRule, saveOfOrder, saveOfRule } from "@/components/rules/rule-save";
import { QuestionQueue } from "@/lib/client/store";
import type { Rule } from "@/lib/contract/rule";
import { ValueChanges } from "@/lib/contract/variant-values";

const flag: JudgedFlag = {
  ...{ id: "f", project_id: "p", key: "lamp", name: "Lamp", enabled: true, status: "active" },
  default_value: { value: "shared" },
  environments: { production: { enabled: true, default_value: { value: "own" } }, staging: { enabled: false } },
};
const rule = (id: string, position: number): Rule => ({
  ...{ id, flag_id: "f", environment: "production", position, name: null, conditions: [], value: "in" },
  ...{ percentage: null, enabled: true, segment_id: null, bucket_by: "user_id", salt: id },
  ...{ created_at: "2025-03-10T11:00:00Z", updated_at: "2025-03-10T11:00:00Z" },
});
const rules = [rule("a", 1), rule("b", 2)];

/** What an environment's list is before and after a save: its default, and its rules with whether they are on. */
function lists({ effect }: SaveDescription, environment: string) {
  if (effect.of === "nobody") throw new Error("It changes somebody");
  const change = effectChange(effect, environment, { rules, segments: [], required: null });
  if (change === null) throw new Error("It is known");
  return [change.before, change.after].map(({ defaultValue, rules: listed }) => [
    defaultValue,
    ...listed.map(({ id, enabled }) => (enabled ? id : `${id} off`)),
  ]);
}

const saveOfFlag = (opened: Partial<WholeFlag>, change: FlagChange) => wholeFlag.save(flag, { opened, change });

/** What it makes of an environment's list. */
const afterwards = async (save: ProtectedSave, environment: string) => lists(await save.describe(), environment)[1];

describe("save of a flag", () => {
  it.each<[string, FlagChange, ProtectedSave["reach"]]>([
    ["its texts reaches no environment", { name: "Other", tags: [], description: null }, []],
    ["the switch for all reaches every one", { enabled: false }, "all"],
    ["its default reaches every one", { default_value: { value: "new" } }, "all"],
    ["who sees it reaches every one, though nobody gets another value", { is_client_visible: true }, "all"],
  ])("a save of a flag that changes %s", (_name, change, reach) => {
    expect(saveOfFlag({}, change).reach).toEqual(reach);
  });

  it("a save of a flag is judged by the state and the default of each environment", async () => {
    const off = await saveOfFlag({}, { enabled: false }).describe();
    expect(lists(off, "production")).toEqual([["own", "a", "b"], ["own"]]);
    expect(lists(off, "staging")).toEqual([["shared"], ["shared"]]);
    const other = await saveOfFlag({}, { default_value: { value: "new" } }).describe();
    expect(lists(other, "production")).toEqual(Array(2).fill(["own", "a", "b"]));
    expect(lists(other, "staging")).toEqual([["shared"], ["new"]]);
    expect(await afterwards(saveOfFlag({}, { status: "archived" }), "production")).toEqual(["own"]);
  });

  it("a save of a flag of what it needs is judged before and after, or unknown where unread", async () => {
    const [checkout, cart] = ["checkout", "cart"].map((key) => ({ flag: key, variant: "on" }));
    if (checkout === undefined || cart === undefined) throw new Error("two requirements");
    const before = { ...flag, requires: [checkout] };
    const save = wholeFlag.save(before, { opened: {}, change: { requires: [cart] } });
    const { effect } = await save.describe();
    if (effect.of === "nobody") throw new Error("It changes somebody");
    expect([save.reach, flagOfEffect(effect).requires]).toEqual(["all", [checkout, cart]]);
    const required = { environment: "production", flags: [], rules: [] };
    const change = effectChange(effect, "production", { rules, segments: [], required });
    expect([change?.before, change?.after]).toMatchObject([
      { required: { ...required, requires: [checkout] } },
      { required: { ...required, requires: [cart] } },
    ]);
    expect(effectChange(effect, "production", { rules, segments: [], required: null })).toBeNull();
  });

  it("a save of a flag of variants is judged by what all its steps come to", async () => {
    const variants = [{ name: "In", value: "in" }];
    const save = async (change: FlagChange["variants"], inAll?: VariantsChange) => {
      const edit = { opened: {}, change: { variants: change }, ...(inAll && { inAll }) };
      const { reach, describe: say } = wholeFlag.save({ ...flag, variants }, edit);
      const { effect } = await say();
      if (effect.of === "nobody") throw new Error("It may change somebody");
      const change_ = effectChange(effect, "production", { rules, segments: [], required: null });
      return [reach, ...[change_?.before, change_?.after].map((list) => list?.rules.map(({ value }) => value))];
    };
    const before = ["in", "in"];
    expect(await save([{ name: "In", value: "inside" }])).toEqual(["all", before, ["inside", "inside"]]);
    const renamed = [{ name: "Inside", value: "in" }];
    expect(await save(renamed)).toEqual(["all", before, before]);
    const whole = [{ name: "Inside", value: "inside" }];
    const changes = new ValueChanges(renamed, whole);
    expect(await save(renamed, { variants: whole, changes })).toEqual(["all", before, ["inside", "inside"]]);
  });

  it("a save of a flag in one environment reaches that one", async () => {
    const on = flagIn("staging").save(flag, { opened: {}, change: { enabled: true } });
    expect(on.reach).toEqual(["staging"]);
    expect(lists(await on.describe(), "staging")).toEqual([["shared"], ["shared", "a", "b"]]);
    const usual = flagIn("production").save(flag, { opened: {}, change: { default_value: null } });
    expect((await afterwards(usual, "production"))?.[0]).toBe("shared");
  });

  it("a save of a flag that schedules it reaches what it names, as it will be then", async () => {
    const change = { scheduled_at: "2099-01-01T00:00:00Z", scheduled_environments: ["staging"] };
    const named = saveOfFlag({ scheduled_action: "enable" }, change);
    expect([named.reach, await afterwards(named, "staging")]).toEqual([["staging"], ["shared", "a", "b"]]);
    const all = saveOfFlag({}, { scheduled_at: change.scheduled_at, scheduled_action: "disable" });
    expect([all.reach, await afterwards(all, "production")]).toEqual(["all", ["own"]]);
    const opened = { scheduled_at: change.scheduled_at, scheduled_environments: ["staging"] };
    const none = saveOfFlag(opened, { scheduled_at: null });
    expect(none.reach).toEqual(["staging"]);
    expect((await none.describe()).effect.of).toBe("nobody");
  });

  it("a save of a flag that makes one reaches where it is on", () => {
    const made = {
      ...{ project_id: "p", key: "lamp", name: "Lamp", flag_type: "string" as const, default_value: "x" },
      environments: { production: { enabled: false }, staging: { enabled: true } },
    };
    expect(saveOfNew({ ...made, enabled: true }).reach).toEqual(["staging"]);
    expect(saveOfNew({ ...made, enabled: false }).reach).toEqual([]);
  });
});

describe("save of rules", () => {
  it.each<[string, SaveDescription, string[]]>([
    [
      "adds one at the end",
      saveOfNewRule(flag, { environment: "production", conditions: [], value: "x" }),
      ["a", "b", "new-rule"],
    ],
    [
      "adds one at a place",
      saveOfNewRule(flag, { environment: "production", conditions: [], value: "x", position: 2, enabled: false }),
      ["a", "new-rule off", "b"],
    ],
    ["changes one", saveOfRule(flag, rule("a", 1), { enabled: false }), ["a off", "b"]],
    ["deletes one", saveOfDeletion(flag, rule("a", 1)), ["b"]],
    ["orders them", saveOfOrder(flag, "production", ["b", "a"]), ["b", "a"]],
  ])("a save of rules that %s is judged on the stored list, as if the flag was on", (_name, save, after) => {
    expect(lists(save, "production")).toEqual([
      ["own", "a", "b"],
      ["own", ...after],
    ]);
  });
});

it("reaches those protected environments that it names, or all of them", () => {
  const known = [
    { name: "production", is_protected: true },
    { name: "staging", is_protected: false },
    { name: "live", is_protected: true },
  ];
  expect(protectedAmong(known, "all")).toEqual(["production", "live"]);
  expect(protectedAmong(known, ["staging", "live"])).toEqual(["live"]);
  expect(protectedAmong(known, ["staging"])).toEqual([]);
});

it("turns a new flag on nowhere that the person may not, whatever is remembered", () => {
  const states = { production: { enabled: true }, staging: { enabled: true } };
  expect(allowedStates(states, (name) => name !== "production")).toEqual({
    production: { enabled: false },
    staging: { enabled: true },
  });
});

it("asks one question after another, and gives each its own answer", async () => {
  const queue = new QuestionQueue<{ name: string }, string>();
  const answers = [queue.ask({ name: "first" }), queue.ask({ name: "second" })];
  for (const name of ["first", "second"]) {
    expect(queue.current()).toMatchObject({ name, id: name === "first" ? 0 : 1 });
    queue.current()?.answer(`${name}, answered`);
  }
  expect(queue.current()).toBeNull();
  expect(await Promise.all(answers)).toEqual(["first, answered", "second, answered"]);
});
