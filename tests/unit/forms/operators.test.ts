import { describe, expect, it } from "vitest";
import { operatorChoices, operatorLabel, takesSeveral, valueKindOf } from "@/lib/forms/operators";
import { operatorIds, operatorOptions, operatorValueKind, segmentOperatorIds } from "@/lib/targeting";

describe("the dashboard's words for operators", () => {
  it("cover exactly the engine's operators", () => {
    expect([...operatorChoices("rule")].sort()).toEqual([...operatorIds].sort());
    expect([...operatorChoices("segment")].sort()).toEqual([...segmentOperatorIds].sort());
  });

  it("agree with the engine on what each operator takes", () => {
    for (const id of operatorIds) {
      expect([id, valueKindOf(id), takesSeveral(id)]).toEqual([
        id,
        operatorValueKind(id),
        operatorOptions(id).takesSeveral,
      ]);
    }
  });

  it("tell all operators apart, also for dates", () => {
    for (const isDate of [false, true]) {
      expect(new Set(operatorIds.map((id) => operatorLabel(id, isDate))).size).toBe(operatorIds.length);
    }
  });
});
