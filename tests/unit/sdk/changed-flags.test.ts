import { expect, test } from "vitest";
import { Guidon } from "@/packages/sdk/src/index";

const flag = (key: string, more: object = {}) => ({
  ...{ id: key, key, flag_type: "boolean", default_value: { value: true }, enabled: true, status: "active" },
  ...more,
});

const requires = (...keys: string[]) => ({ requires: keys.map((key) => ({ flag: key, value: true })) });

/** A client, and the flags that it says have changed when the server gives these flags in place of those. */
async function changedBetween(before: readonly object[], after: readonly object[]): Promise<readonly string[]> {
  let [revision, flags] = [1, before];
  const guidon = new Guidon({
    ...{ url: "http://flags", environment: "production", updates: "manual", key: "k", counts: false },
    fetch: async () => {
      const identity = { project_id: "p", environment: "production", epoch: "e", revision, version: `e.${revision}.t` };
      return Response.json({ data: { ...identity, flags, rules: [], segments: [] } });
    },
  });
  await guidon.ready();
  const changes: (readonly string[])[] = [];
  guidon.on("change", ({ flags: keys }) => void changes.push(keys));
  [revision, flags] = [2, after];
  await guidon.refresh();
  await guidon.close();
  expect(changes).toHaveLength(1);
  return [...(changes[0] ?? [])].sort();
}

const shop = [flag("lamp"), flag("shade", requires("lamp")), flag("bulb", requires("shade")), flag("door")];

test("a flag whose requirement changes is said to change, and so is what requires it in turn", async () => {
  expect(await changedBetween(shop, [flag("lamp", { enabled: false }), ...shop.slice(1)])).toEqual([
    "bulb",
    "lamp",
    "shade",
  ]);
});

test("a flag whose requirement comes or goes is said to change", async () => {
  expect(await changedBetween(shop, shop.slice(1))).toEqual(["bulb", "lamp", "shade"]);
  expect(await changedBetween(shop.slice(1), shop)).toEqual(["bulb", "lamp", "shade"]);
});

test("of flags that require each other all are said to change, and no others", async () => {
  const circle = [flag("one", requires("other")), flag("other", requires("one")), flag("door")];
  const changed = [circle[0], flag("other", { ...requires("one"), enabled: false }), flag("door")];
  expect(await changedBetween(circle, changed as object[])).toEqual(["one", "other"]);
});
