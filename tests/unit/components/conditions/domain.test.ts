import { expect, it } from "vitest";
import { domainOf } from "@/components/conditions/operators";
import { boundOf } from "@/lib/targeting";

it.each([
  18,
  -2.5,
  "18",
  "1e3",
  "2.9",
  ".5",
  "2026-01-31",
  "2026-01-31T09:00:00Z",
  "2026-01-31 09:00:00+02",
  "20260131T090000Z",
  "2026-01-31T09:00:00,5Z",
  "2.10.1",
  "v3.0.0-rc.1",
  "1.2.3.4",
  "1.2.3+5",
  "soon",
  "pro-2",
  "",
])("speaks of %j as the engine compares it", (value) => {
  const condition = { operator: "greater_than", value } as const;
  expect(domainOf(condition)).toBe(boundOf(value, null)?.domain ?? null);
});

it("goes by what the condition says that it compares as", () => {
  expect(domainOf({ operator: "less_than", as: "date", value: 1_735_689_600_000 })).toBe("instant");
  expect(domainOf({ operator: "less_than", as: "version", value: "2.9" })).toBe("version");
  expect(domainOf({ operator: "equals", value: 5 })).toBeNull();
});
