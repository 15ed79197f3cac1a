import { describe, expect, it } from "vitest";
import { saveOfFlag, saveOfFlagIn, saveOfNewFlag } from "@/components/flags/flag-save";
import { allowedStates } from "@/components/flags/list/environment-choice";
import { effectChange } from "@/components/protected/effect-change";
import { protectedAmong } from "@/components/protected/protected-among";
import type { JudgedFlag, ProtectedSave } from "@/components/protected/protected-save";
import { saveOfDeletion, saveOfNewRule, saveOfOrder, saveOfRule } from "@/components/rules/rule-save";
import { QuestionQueue } from "@/components/ui/question-queue";
import type { Rule } from "@/lib/contract/rule";

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
function lists({ effect }: ProtectedSave, environment: string) {
  if (effect.of === "nobody") throw new Error("It changes somebody");
  const { before, after } = effectChange(effect, environment, { rules, segments: [] });
  return [before, after].map(({ defaultValue, rules: listed }) => [
    defaultValue,
    ...listed.map(({ id, enabled }) => (enabled ? id : `${id} off`)),
  ]);
}

describe("a save of a flag", () => {
  it.each<[string, Parameters<typeof saveOfFlag>[2], ProtectedSave["reach"]]>([
    ["its texts reaches no environment", { name: "Other", tags: [], description: null }, []],
    ["the switch for all reaches every one", { enabled: false }, "all"],
    ["its default reaches every one", { default_value: { value: "new" } }, "all"],
    ["who sees it reaches every one, though nobody gets another value", { is_client_visible: true }, "all"],
  ])("that changes %s", (_name, change, reach) => {
    expect(saveOfFlag(flag, {}, change).reach).toEqual(reach);
  });

  it("is judged by the state and the default of each environment", () => {
    const off = saveOfFlag(flag, {}, { enabled: false });
    expect(lists(off, "production")).toEqual([["own", "a", "b"], ["own"]]);
    expect(lists(off, "staging")).toEqual([["shared"], ["shared"]]);
    const other = saveOfFlag(flag, {}, { default_value: { value: "new" } });
    expect(lists(other, "production")).toEqual(Array(2).fill(["own", "a", "b"]));
    expect(lists(other, "staging")).toEqual([["shared"], ["new"]]);
    expect(lists(saveOfFlag(flag, {}, { status: "archived" }), "production")[1]).toEqual(["own"]);
  });

  it("in one environment reaches that one", () => {
    const on = saveOfFlagIn(flag, "staging", { enabled: true });
    expect(on.reach).toEqual(["staging"]);
    expect(lists(on, "staging")).toEqual([["shared"], ["shared", "a", "b"]]);
    expect(lists(saveOfFlagIn(flag, "production", { default_value: null }), "production")[1]?.[0]).toBe("shared");
  });

  it("that schedules it reaches what it names, as it will be then", () => {
    const change = { scheduled_at: "2099-01-01T00:00:00Z", scheduled_environments: ["staging"] };
    const named = saveOfFlag(flag, { scheduled_action: "enable" }, change);
    expect([named.reach, lists(named, "staging")[1]]).toEqual([["staging"], ["shared", "a", "b"]]);
    const all = saveOfFlag(flag, {}, { scheduled_at: change.scheduled_at, scheduled_action: "disable" });
    expect([all.reach, lists(all, "production")[1]]).toEqual(["all", ["own"]]);
    const opened = { scheduled_at: change.scheduled_at, scheduled_environments: ["staging"] };
    expect(saveOfFlag(flag, opened, { scheduled_at: null })).toMatchObject({
      reach: ["staging"],
      effect: { of: "nobody" },
    });
  });

  it("that makes one reaches where it is on", () => {
    const environments = { production: { enabled: false }, staging: { enabled: true } };
    expect(saveOfNewFlag({ enabled: true, environments }).reach).toEqual(["staging"]);
    expect(saveOfNewFlag({ enabled: false, environments }).reach).toEqual([]);
  });
});

describe("a save of rules", () => {
  it.each<[string, ProtectedSave, string[]]>([
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
  ])("that %s is judged on the stored list, as if the flag was on", (_name, save, after) => {
    expect(save.reach).toEqual(["production"]);
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
