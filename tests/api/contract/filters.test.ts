import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const keysOf = (flags: { key: string }[]) => flags.map(({ key }) => key);
const namesOf = (items: { name: string }[]) => items.map(({ name }) => name);

async function catalogue(): Promise<(query: string) => Promise<string[]>> {
  const { id } = await service.project();
  await service.flag(id, { key: "checkout.new", name: "Neue Kasse", tags: ["web", "shop"] });
  await service.flag(id, { key: "dark-mode", name: "Dark MODE", description: "Für ÄLTERE Augen", tags: ["web"] });
  await service.flag(id, { key: "old_100", name: "100%", status: "archived", tags: ["a,b", "Web"] });
  await service.flag((await service.project()).id, { key: "elsewhere", tags: ["web"] });
  return async (query) => keysOf(await service.data("GET", `/api/v1/flags?project_id=${id}${query}`));
}

describe("flags", () => {
  test("flags are of every status unless one is asked for", async () => {
    const keys = await catalogue();
    expect(await keys("")).toEqual(["checkout.new", "dark-mode", "old_100"]);
    expect(await keys("&status=active")).toEqual(["checkout.new", "dark-mode"]);
    expect(await keys("&status=archived")).toEqual(["old_100"]);
  });

  test("flags match by any of the tags, as they are written", async () => {
    const keys = await catalogue();
    expect(await keys("&tags[]=web")).toEqual(["checkout.new", "dark-mode"]);
    expect(await keys("&tags%5B%5D=shop")).toEqual(["checkout.new"]);
    expect(await keys("&tags[]=shop&tags[]=Web")).toEqual(["checkout.new", "old_100"]);
    expect(await keys("&tags[]=a,b")).toEqual(["old_100"]);
    expect(await keys("&tags[]=we")).toEqual([]);
    expect(await keys("&tags[]=")).toEqual([]);
    expect(await keys("&tags[]=web&status=archived")).toEqual([]);
  });

  test.each([
    ["KASSE", ["checkout.new"]],
    ["checkout.", ["checkout.new"]],
    ["mode", ["dark-mode"]],
    ["für ältere", ["dark-mode"]],
    ["%", ["old_100"]],
    ["_", ["old_100"]],
    ["", ["checkout.new", "dark-mode", "old_100"]],
    ["neue checkout", ["checkout.new"]],
    ["ältere  mode", ["dark-mode"]],
    [" ", ["checkout.new", "dark-mode", "old_100"]],
    ["kasse dark", []],
    ["\\", []],
    ["'; DROP TABLE flags; --", []],
  ])("search=%s finds flags with each word in name, key or description, whatever the case", async (text, found) => {
    const keys = await catalogue();
    expect(await keys(`&search=${encodeURIComponent(text)}`)).toEqual(found);
  });

  test("flags are searched, filtered and paged at once", async () => {
    const { id } = await service.project();
    for (const number of [1, 2, 3, 4]) {
      await service.flag(id, { key: `flag-${number}`, name: number % 2 ? "Odd" : "Even", tags: ["t"] });
    }
    const path = `/api/v1/flags?project_id=${id}&search=odd&tags[]=t&status=active&limit=1`;
    const first = await service.call("GET", path);
    expect(keysOf(first.body.data)).toEqual(["flag-1"]);
    const last = await service.call("GET", `${path}&cursor=${first.body.next_cursor}`);
    expect(keysOf(last.body.data)).toEqual(["flag-3"]);
    expect(last.body.next_cursor).toBeNull();
  });
});

test("segments are found by name and description, whatever the case, in their own project only", async () => {
  const { id } = await service.project();
  await service.segment(id, { name: "Pro Users", description: "North America" });
  await service.segment(id, { name: "Beta", description: null });
  await service.segment((await service.project()).id, { name: "Pro elsewhere" });
  const names = async (search: string) =>
    namesOf(await service.data("GET", `/api/v1/flags/segments?project_id=${id}&search=${encodeURIComponent(search)}`));
  expect(await names("pro")).toEqual(["Pro Users"]);
  expect(await names("AMERICA")).toEqual(["Pro Users"]);
  expect(await names("e")).toEqual(["Pro Users", "Beta"]);
  expect(await names("north users")).toEqual(["Pro Users"]);
  expect(await names("users south")).toEqual([]);
});

test("history is of one resource, of a flag with its rules, or of one actor", async () => {
  const { id } = await service.project();
  const flag = await service.flag(id);
  const rule = await service.rule(flag.id);
  const segment = await service.segment(id);
  const actions = async (query: string) => {
    const entries = await service.data("GET", `/api/v1/flags/audit?project_id=${id}${query}`);
    return entries.map(({ action }: { action: string }) => action);
  };
  expect(await actions("")).toEqual(["segment.created", "rule.created", "flag.created", "project.created"]);
  expect(await actions(`&resource_id=${flag.id}`)).toEqual(["rule.created", "flag.created"]);
  expect(await actions(`&resource_id=${rule.id}`)).toEqual(["rule.created"]);
  expect(await actions(`&resource_id=${segment.id}`)).toEqual(["segment.created"]);
  expect(await actions("&actor=nobody")).toEqual([]);
  const [{ actor }] = await service.data("GET", `/api/v1/flags/audit?project_id=${id}&limit=1`);
  expect(await actions(`&actor=${actor.name}`)).toHaveLength(4);
});
