import { expect, test } from "vitest";
import { conflictingFields } from "@/lib/client/update-unless-changed";

const base = { name: "a", percentage: 10, conditions: [{ attribute: "x" }] };

test.each([
  ["nobody else changed anything", base, { name: "b" }, []],
  ["others changed other fields", { ...base, percentage: 20 }, { name: "b" }, []],
  ["others changed the same field", { ...base, name: "c" }, { name: "b", percentage: 5 }, ["name"]],
  ["others made the same change", { ...base, name: "b" }, { name: "b" }, []],
  ["others changed inside a field", { ...base, conditions: [{ attribute: "y" }] }, { conditions: [] }, ["conditions"]],
])("%s", (_, current, change, fields) => {
  expect(conflictingFields(base, current, change)).toEqual(fields);
});
