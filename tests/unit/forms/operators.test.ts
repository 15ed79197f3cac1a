import { describe, expect, it } from "vitest";
import { operatorChoices, operatorLabel, valueKindOf } from "@/lib/forms/operators";
import { operatorIds, operatorValueKind, segmentOperatorIds } from "@/lib/targeting";

describe("the dashboard's words for operators", () => {
  it("cover exactly the engine's operators", () => {
    expect([...operatorChoices("rule")].sort()).toEqual([...operatorIds].sort());
    expect([...operatorChoices("segment")].sort()).toEqual([...segmentOperatorIds].sort());
  });

  it("agree with the engine on what each operator takes", () => {
    for (const id of operatorIds) expect([id, valueKindOf(id)]).toEqual([id, operatorValueKind(id)]);
  });

  it("tell all operators apart, also for dates", () => {
    for (const isDate of [false, true]) {
      expect(new Set(operatorIds.map((id) => operatorLabel(id, isDate))).size).toBe(operatorIds.length);
    }
  });
});
