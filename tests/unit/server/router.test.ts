import { expect, test } from "vitest";
import { createRouter } from "@/lib/server/http/router";

const paths = [
  "/flags",
  "/flags/[flag_id]",
  "/flags/[flag_id]/rules",
  "/flags/segments",
  "/flags/segments/[segment_id]",
];
const find = createRouter(paths.map((path): [string, string] => [path, path]));

const matching: [path: string, target: string, params?: Record<string, string>][] = [
  ["/flags", "/flags"],
  ["/flags/f-1", "/flags/[flag_id]", { flag_id: "f-1" }],
  ["/flags/f-1/rules", "/flags/[flag_id]/rules", { flag_id: "f-1" }],
  ["/flags/segments", "/flags/segments"],
  ["/flags/segment%73", "/flags/segments"],
  ["/flags/segments/rules", "/flags/segments/[segment_id]", { segment_id: "rules" }],
  ["/flags/a%20b%2Fc", "/flags/[flag_id]", { flag_id: "a b/c" }],
  ["/fl%61gs", "/flags"],
  ["/flags/%ff", "/flags/[flag_id]", { flag_id: "%ff" }],
  ["/flags/__proto__", "/flags/[flag_id]", { flag_id: "__proto__" }],
];

test.each(matching)("%s leads to %s", (path, target, params = {}) => {
  expect(find(path)).toEqual({ target, params });
});

test.each([
  "",
  "/",
  "/flag",
  "/flags/",
  "/flags//rules",
  "/flags/f-1/other",
  "/flags/f-1/rules/",
  "//flags",
  "/flags/./f",
])("%s leads nowhere", (path) => {
  expect(find(path)).toBeUndefined();
});

test("a fixed name that leads no further makes way for a parameter", () => {
  const find = createRouter([
    ["/a/b/c", 1],
    ["/a/[name]/d", 2],
  ]);
  expect(find("/a/b/d")).toEqual({ target: 2, params: { name: "b" } });
});

test("two names for the parameter of one place are refused", () => {
  expect(() =>
    createRouter([
      ["/a/[one]", 1],
      ["/a/[other]/b", 2],
    ]),
  ).toThrow("[one]");
});
