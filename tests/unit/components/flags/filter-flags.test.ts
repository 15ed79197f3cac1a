import { describe, expect, it } from "vitest";
import { type FlagFilter, filterFlags, readFlagFilter, tagsOf } from "@/components/flags/list/filter-flags";
import type { ListedFlag } from "@/lib/contract/flag";

const flag = (key: string, fields: Partial<ListedFlag> = {}): ListedFlag => ({
  id: key,
  project_id: "p",
  key,
  name: key,
  description: null,
  flag_type: "boolean",
  default_value: { value: false },
  enabled: false,
  status: "active",
  tags: [],
  scheduled_at: null,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  ...fields,
});

const everything: FlagFilter = { search: "", status: "all", tag: null };
const keys = (flags: ListedFlag[]) => flags.map(({ key }) => key);

describe("the filter of the flag list", () => {
  const flags = [
    flag("b-10", { name: "banner 10", tags: ["web", "app"] }),
    flag("b-9", { name: "Banner 9", status: "archived", tags: ["web"] }),
    flag("checkout", { description: "The NEW one" }),
  ];

  it("keeps all, by name as a person counts, when nothing is asked for", () => {
    expect(keys(filterFlags(flags, everything))).toEqual(["b-9", "b-10", "checkout"]);
  });

  it("searches name, key and description, whatever the case and the space around", () => {
    expect(keys(filterFlags(flags, { ...everything, search: " BANNER " }))).toEqual(["b-9", "b-10"]);
    expect(keys(filterFlags(flags, { ...everything, search: "check" }))).toEqual(["checkout"]);
    expect(keys(filterFlags(flags, { ...everything, search: "new one" }))).toEqual(["checkout"]);
  });

  it("keeps what has the status and the tag", () => {
    expect(keys(filterFlags(flags, { ...everything, status: "active", tag: "web" }))).toEqual(["b-10"]);
    expect(keys(filterFlags(flags, { ...everything, status: "archived" }))).toEqual(["b-9"]);
  });

  it("leaves the list that it was given as it is", () => {
    filterFlags(flags, everything);
    expect(keys(flags)).toEqual(["b-10", "b-9", "checkout"]);
  });

  it("reads an address, and takes a status that there is not for the usual one", () => {
    expect(readFlagFilter(new URLSearchParams("search=a&status=archived&tag=web"))).toEqual({
      search: "a",
      status: "archived",
      tag: "web",
    });
    expect(readFlagFilter(new URLSearchParams("status=gone"))).toEqual({ search: "", status: "active", tag: null });
  });

  it("knows every tag once", () => {
    expect(tagsOf(flags)).toEqual(["app", "web"]);
  });
});
