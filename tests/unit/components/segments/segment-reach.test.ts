import { describe, expect, it } from "vitest";
import { lossOf, reachedFlags, reachText } from "@/components/segments/segment-usage";
import type { RuleUse } from "@/lib/contract/segment";

const use = (rule: string, flag: string, change: Partial<RuleUse> = {}): RuleUse => ({
  rule_id: rule,
  rule_name: null,
  rule_enabled: true,
  position: 1,
  environment: "production",
  flag_id: flag,
  flag_key: `key-${flag}`,
  flag_name: `Flag ${flag}`,
  only_condition: false,
  ...change,
});

describe("whom a segment reaches", () => {
  it("whom a segment reaches is told by flag, in the order given, each rule once", () => {
    const uses = [use("r1", "a"), use("r2", "b"), use("r3", "a")];
    expect(reachedFlags(uses).map(({ flagId, uses: ofFlag }) => [flagId, ofFlag.map((each) => each.rule_id)])).toEqual([
      ["a", ["r1", "r3"]],
      ["b", ["r2"]],
    ]);
  });

  it.each([
    [[use("r1", "a")], "1 rule of 1 flag"],
    [[use("r1", "a"), use("r2", "a")], "2 rules of 1 flag"],
    [[use("r1", "a"), use("r2", "b")], "2 rules of 2 flags"],
  ])("whom a segment reaches is counted in words", (uses, text) => {
    expect(reachText(uses)).toBe(text);
  });

  it("whom a segment reaches loses what the server takes: a rule with no other condition is turned off", () => {
    expect(lossOf(use("r", "f"))).toBe("loses_it");
    expect(lossOf(use("r", "f", { only_condition: true }))).toBe("turned_off");
    expect(lossOf(use("r", "f", { only_condition: true, rule_enabled: false }))).toBe("stays_off");
  });
});
