import { describe, expect, it } from "vitest";
import { type FlagFilter, filterFlags, readFlagFilter, tagsOf } from "@/components/flags/list/flag-filters";
import type { ListedFlag } from "@/lib/contract/flag-list";

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
  environments: {},
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  ...fields,
});

const everything: FlagFilter = {
  search: "",
  status: "all",
  tag: null,
  isFavourite: false,
  isStale: false,
  order: "name",
};
const nobodys = new Set<string>();
const keys = (flags: ListedFlag[]) => flags.map(({ key }) => key);

describe("filter of the flag list", () => {
  const flags = [
    flag("b-10", { name: "banner 10", tags: ["web", "app"] }),
    flag("b-9", { name: "Banner 9", status: "archived", tags: ["web"] }),
    flag("checkout", { description: "The NEW one" }),
  ];

  it("the filter of the flag list keeps all, by name as a person counts, when nothing is asked for", () => {
    expect(keys(filterFlags(flags, everything, nobodys))).toEqual(["b-9", "b-10", "checkout"]);
  });

  it("the filter of the flag list searches name, key and description, whatever the case and the space around", () => {
    expect(keys(filterFlags(flags, { ...everything, search: " BANNER " }, nobodys))).toEqual(["b-9", "b-10"]);
    expect(keys(filterFlags(flags, { ...everything, search: "check" }, nobodys))).toEqual(["checkout"]);
    expect(keys(filterFlags(flags, { ...everything, search: "new one" }, nobodys))).toEqual(["checkout"]);
    // Its words may stand apart, and in any order: "b-10" is known as "banner".
    expect(keys(filterFlags(flags, { ...everything, search: "10 banner" }, nobodys))).toEqual(["b-10"]);
  });

  it("the filter of the flag list keeps what has the status and the tag", () => {
    expect(keys(filterFlags(flags, { ...everything, status: "active", tag: "web" }, nobodys))).toEqual(["b-10"]);
    expect(keys(filterFlags(flags, { ...everything, status: "archived" }, nobodys))).toEqual(["b-9"]);
  });

  it("the filter of the flag list keeps the member's favourites alone when asked", () => {
    const favourites = new Set(["checkout", "gone"]);
    expect(keys(filterFlags(flags, { ...everything, isFavourite: true }, favourites))).toEqual(["checkout"]);
    expect(keys(filterFlags(flags, everything, favourites))).toHaveLength(3);
  });

  it("the filter of the flag list keeps what is stale alone when asked", () => {
    const stale = flag("old", { stale: { reason: "not_evaluated", since: "2026-03-12T23:59:59Z" } });
    expect(keys(filterFlags([...flags, stale], { ...everything, isStale: true }, nobodys))).toEqual(["old"]);
  });

  it("the filter of the flag list stands in the order that is asked for, and by name where that is the same", () => {
    const changed = (at: string) => ({ last_change: { at, actor: { type: "system", id: null, name: "" } as const } });
    const several = [
      flag("d", { status: "archived", enabled: true, ...changed("2026-03-01T00:00:00Z") }),
      flag("c", changed("2026-03-02T00:00:00Z")),
      flag("b", { enabled: true, updated_at: "2026-03-03T00:00:00Z" }),
      flag("a", changed("2026-03-02T00:00:00Z")),
    ];
    expect(keys(filterFlags(several, { ...everything, order: "changed" }, nobodys))).toEqual(["b", "a", "c", "d"]);
    expect(keys(filterFlags(several, { ...everything, order: "state" }, nobodys))).toEqual(["b", "a", "c", "d"]);
    expect(keys(filterFlags(several, everything, nobodys))).toEqual(["a", "b", "c", "d"]);
  });

  it("the filter of the flag list leaves the list that it was given as it is", () => {
    filterFlags(flags, everything, nobodys);
    expect(keys(flags)).toEqual(["b-10", "b-9", "checkout"]);
  });

  it("the filter of the flag list reads an address, and takes what there is not for the usual", () => {
    expect(
      readFlagFilter(new URLSearchParams("search=a&status=archived&tag=web&favourites=1&stale=1&sort=changed")),
    ).toEqual({
      search: "a",
      status: "archived",
      tag: "web",
      isFavourite: true,
      isStale: true,
      order: "changed",
    });
    expect(readFlagFilter(new URLSearchParams("status=gone&sort=gone&favourites="))).toEqual({
      ...everything,
      status: "active",
    });
  });

  it("the filter of the flag list knows every tag once", () => {
    expect(tagsOf(flags)).toEqual(["app", "web"]);
  });
});
