import { expect, test } from "vitest";
import { foundIn, type Operation, type OperationGroup } from "@/components/api-reference/openapi";

const operation = (fields: Partial<Operation>): Operation => ({
  ...{ id: "x", method: "GET", path: "/x", summary: "", description: "", parameters: [], body: undefined, answers: [] },
  ...fields,
});

const groups: OperationGroup[] = [
  {
    ...{ name: "Rules", description: "" },
    operations: [
      operation({ id: "orderRules", method: "PUT", path: "/flags/{flag_id}/rules/order", summary: "Set the order" }),
      operation({ id: "getRule", path: "/flags/{flag_id}/rules/{rule_id}", summary: "Get a rule" }),
    ],
  },
  {
    name: "Audit",
    description: "",
    operations: [operation({ id: "restore", description: "Puts back what was before" })],
  },
];

const found = (search: string) => foundIn(groups, search).flatMap(({ operations }) => operations.map(({ id }) => id));

test("an operation is found by its section, its method, its path and its words, all of them, whatever the case", () => {
  expect(found("RULES")).toEqual(["orderRules", "getRule"]);
  expect(found("put order")).toEqual(["orderRules"]);
  expect(found("rule_id")).toEqual(["getRule"]);
  expect(found("audit before")).toEqual(["restore"]);
  expect(found("nothing like it")).toEqual([]);
});

test("an empty search leaves every section as it is", () => {
  expect(foundIn(groups, "  ")).toBe(groups);
});
