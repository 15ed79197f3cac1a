import { describe, expect, test } from "vitest";
import { type Changed, staleQueries } from "@/components/live/stale-queries";
import { queryKeys } from "@/lib/client/query-cache";
import { resourceTypeSchema } from "@/lib/contract/audit";

const keys = (...changes: Changed[]) => staleQueries("p", changes).map((key) => JSON.stringify(key));
const has = (changes: Changed[], ...wanted: readonly (readonly unknown[])[]) =>
  expect(keys(...changes)).toEqual(expect.arrayContaining(wanted.map((key) => JSON.stringify(key))));

describe("what is read again", () => {
  test("what is read again after any change in a project includes its history", () => {
    for (const type of resourceTypeSchema.options) has([{ resource_type: type }], queryKeys.audit("p"));
  });

  test("what is read again after a change of rules is that flag's lists, counts, and uses of segments", () => {
    const change = { resource_type: "rule", resource_id: "r", flag_id: "f" } as const;
    has([change], queryKeys.flagRules("p", "f"), queryKeys.flagList("p"), queryKeys.segments("p"));
    expect(keys(change)).not.toContain(JSON.stringify(queryKeys.flags("p")));
    has([{ ...change, resource_type: "rule_order" }], queryKeys.flagRules("p", "f"));
  });

  test("what is read again after a change of rules are the rules that flags lead to by what they require, too", () => {
    for (const resource_type of ["rule", "rule_order"] as const) {
      has([{ resource_type, resource_id: "r", flag_id: "f" }], queryKeys.requiredRules("p"));
    }
    const promotion = { resource_type: "flag", resource_id: "f", flag_id: "f", action: "flag.promoted" } as const;
    has([promotion], queryKeys.requiredRules("p"));
  });

  test("what is read again after a change of a flag is its page and the list, and not the rules of all flags", () => {
    const change = { resource_type: "flag", resource_id: "f", flag_id: "f" } as const;
    has([change], queryKeys.flagList("p"), queryKeys.flagPages("p"));
    expect(keys(change)).not.toContain(JSON.stringify(queryKeys.flags("p")));
    expect(keys(change)).not.toContain(JSON.stringify(queryKeys.flagRules("p", "f")));
  });

  test("what is read again after a promotion are the flag's rules, and comparisons after each change", () => {
    const change = { resource_type: "flag", resource_id: "f", flag_id: "f" } as const;
    for (const action of ["flag.promoted", "flag.promotion_restored"]) {
      has([{ ...change, action }], queryKeys.flagRules("p", "f"), queryKeys.comparisons("p"));
    }
    for (const type of ["rule", "rule_order", "segment"] as const) {
      has([{ resource_type: type }], queryKeys.comparisons("p"));
    }
  });

  test("what is read again after a change of the project, members or keys is theirs, on every page", () => {
    has([{ resource_type: "project" }], queryKeys.projects(), queryKeys.project("p"));
    has([{ resource_type: "member" }], queryKeys.members(), queryKeys.me());
    expect(staleQueries(null, [{ resource_type: "api_key" }])).toEqual([queryKeys.keys()]);
  });

  test("what is read again is each named once, and nothing where nothing changed", () => {
    const change = { resource_type: "segment", resource_id: "s" } as const;
    expect(keys(change, change)).toEqual(keys(change));
    expect(keys()).toEqual([]);
  });
});
