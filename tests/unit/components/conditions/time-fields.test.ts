import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comparableFieldOf,
  fieldToInstant,
  instantToField,
} from "@/components/conditions/value-editors/comparable-editor";
import { instantToLocalField, localFieldToInstant } from "@/components/flags/detail/schedule-dialog";

describe("field of a comparison", () => {
  it.each([
    [18, "number"],
    ["abc", "number"],
    ["", "number"],
    ["2026-01-31", "date"],
    ["2026-01-31T09:00Z", "instant"],
    ["2026-01-31T09:00:30Z", "instant"],
    ["2026-01-31T09:00:00+02:00", "text"],
    ["2026-01-31T09:00:00.5Z", "text"],
  ] as const)("the field of a comparison for %j is %s", (value, field) => {
    expect(comparableFieldOf(value)).toBe(field);
  });

  it("the field of a comparison shows a UTC instant and gives the same one back", () => {
    expect(fieldToInstant(instantToField("2026-01-31T09:00:30Z"))).toBe("2026-01-31T09:00:30Z");
    expect(fieldToInstant("")).toBe("");
  });
});

describe("field of a schedule", () => {
  it("the field of a schedule gives back the minute that it was given", () => {
    // At noon UTC: an hour that a clock shows twice when summer ends has no field of its own.
    const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 10, max: 59 }), (date, minute) => {
        const instant = `${date.toISOString().slice(0, 10)}T12:${minute}:00Z`;
        expect(localFieldToInstant(instantToLocalField(instant), null)).toBe(instant);
      }),
    );
  });

  it("the field of a schedule gives back the very instant that it began with, which it may not be able to show", () => {
    for (const opened of ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T01:30:45Z"]) {
      expect(localFieldToInstant(instantToLocalField(opened), opened)).toBe(opened);
    }
    const [opened, later] = ["2026-01-31T09:00:45Z", "2026-01-31T09:01:00Z"];
    expect(localFieldToInstant(instantToLocalField(later), opened)).toBe(later);
  });

  it("the field of a schedule has no instant while it is incomplete", () => {
    expect(localFieldToInstant("", null)).toBeNull();
    expect(localFieldToInstant("", "2026-01-31T09:00:00Z")).toBeNull();
    expect(localFieldToInstant("2026-13-01T00:00", null)).toBeNull();
  });
});
