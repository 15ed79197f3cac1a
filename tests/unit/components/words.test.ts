import { describe, expect, it } from "vitest";
import { keyFromName } from "@/components/flags/list/create-flag-dialog";
import { commaSeparated } from "@/components/forms/field-values";
import { isCurrent, projectSlugOf } from "@/components/layout/navigation";
import { relativeTime } from "@/components/ui/time/words";
import { createFlagSchema } from "@/lib/contract/flag";

describe("key made from a name", () => {
  it.each([
    ["New checkout (v2)", "new-checkout-v2"],
    ["  Crème brûlée  ", "creme-brulee"],
    ["日本語", ""],
    ["--a--", "a"],
  ])("the key made from the name %j is %j", (name, key) => expect(keyFromName(name)).toBe(key));

  it("a key made from a name is one that the server takes, or empty", () => {
    for (const name of ["x".repeat(300), `${"ab ".repeat(60)}`, "ﬁne ½", "a\u0000b", "😀 smile"]) {
      const body = { project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d", key: keyFromName(name), flag_type: "boolean" };
      expect(createFlagSchema.safeParse(body).success, name).toBe(true);
    }
  });
});

it("what stands between commas is trimmed, once each, and never empty", () => {
  expect(commaSeparated(" a, b ,,a, ")).toEqual(["a", "b"]);
  expect(commaSeparated("")).toEqual([]);
});

describe("how long ago", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  it.each([
    ["2026-03-10T11:59:31Z", "just now"],
    ["2026-03-10T11:58:00Z", "2 minutes ago"],
    ["2026-03-10T11:00:01Z", "59 minutes ago"],
    ["2026-03-10T09:00:00Z", "3 hours ago"],
    ["2026-03-09T12:00:01Z", "23 hours ago"],
    ["2026-03-09T12:00:00Z", "yesterday"],
    ["2026-02-24T12:00:00Z", "2 weeks ago"],
    ["2024-03-10T12:00:00Z", "2 years ago"],
  ])("how long ago %s was %s", (instant, words) => expect(relativeTime(instant, now)).toBe(words));
});

describe("where an address is", () => {
  it("an address knows its project, and that the list of projects is none", () => {
    expect(projectSlugOf("/projects/shop/flags/a")).toBe("shop");
    expect(projectSlugOf("/projects")).toBeUndefined();
    expect(projectSlugOf("/settings/keys")).toBeUndefined();
  });

  it("an address is at a page and at those below it, but a project is not the list of projects", () => {
    const item = (href: string) => ({ label: "", href });
    expect(isCurrent(item("/projects/shop/flags"), "/projects/shop/flags/new-checkout")).toBe(true);
    expect(isCurrent(item("/projects/shop/flags"), "/projects/shop/flagship")).toBe(false);
    expect(isCurrent(item("/projects"), "/projects/shop/flags")).toBe(false);
    expect(isCurrent(item("/projects"), "/projects")).toBe(true);
  });
});
