import { describe, expect, test } from "vitest";
import { environmentsOf, isIdle, scopeLabel } from "@/components/keys/words";
import type { Project } from "@/lib/contract/project";

const now = Date.parse("2026-11-26T12:00:00Z");

describe("idle keys", () => {
  test.each([
    ["2026-08-28T12:00:00Z", "2020-01-01T00:00:00Z", true],
    ["2026-08-28T12:00:01Z", "2020-01-01T00:00:00Z", false],
    [null, "2026-08-28T12:00:00Z", true],
    [null, "2026-11-01T00:00:00Z", false],
  ])(
    "a key is idle 90 days after its last use (%j), or after it was made (%s): %j",
    (last_used_at, created_at, idle) => {
      expect(isIdle({ last_used_at, created_at }, now)).toBe(idle);
    },
  );
});

test("the environments that a key can be limited to are those of its projects, each once", () => {
  const project = (id: string, environments: string[]): Project => ({
    ...{ id, name: id, slug: id, environments, settings: { default_environment: environments[0] ?? "" } },
    ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
  });
  const projects = [project("shop", ["production", "qa"]), project("desk", ["production", "beta"])];
  expect(environmentsOf(projects, null)).toEqual(["production", "qa", "beta"]);
  expect(environmentsOf(projects, ["desk"])).toEqual(["production", "beta"]);
});

test("a key is called by the most that it may do, and by its scopes where they are not known", () => {
  expect(scopeLabel(["flags:evaluate", "flags:write"])).toBe("Write");
  expect(scopeLabel(["flags:ruleset"])).toBe("SDK");
  expect(scopeLabel(["flags:other"])).toBe("flags:other");
});
