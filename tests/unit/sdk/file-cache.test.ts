import fs from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { fileCache, Guidon, type Ruleset } from "@/packages/sdk/src/index";
import { makeScratch } from "../../support/scratch";

const rulesetOf = (revision: number): Ruleset => ({
  ...{ project_id: "p", environment: "production", epoch: "e", revision, version: `e.${revision}.t` },
  flags: [{ id: "f", key: "lamp", default_value: { value: revision }, enabled: true, status: "active" }],
  ...{ rules: [], segments: [] },
});

test("a disk that is full leaves the cache as it was, and nothing beside it, and is said to be full", async () => {
  const directory = await makeScratch("guidon-sdk-");
  onTestFinished(() => fs.rm(directory, { recursive: true }));
  const file = path.join(directory, "flags.json");
  let revision = 1;
  const guidon = new Guidon({
    ...{ url: "http://flags", key: "k", environment: "production", updates: "manual", counts: false },
    cache: fileCache(file),
    fetch: async () => Response.json({ data: rulesetOf(revision) }),
  });
  await guidon.ready();
  const before = await fs.readFile(file, "utf8");
  // As a disk does that fills up while a file is written: half of it is there.
  const { writeFile } = fs;
  const full = vi.spyOn(fs, "writeFile").mockImplementation(async (draft, text, options) => {
    await writeFile(draft, String(text).slice(0, 50), options);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  for (revision = 2; revision <= 5; revision += 1) {
    await guidon.refresh();
    expect(guidon.value("lamp", 0)).toBe(revision);
    expect(guidon.status()).toMatchObject({ state: "ready", cacheError: expect.stringContaining("no space left") });
  }
  expect(await fs.readdir(directory)).toEqual(["flags.json"]);
  expect(await fs.readFile(file, "utf8")).toBe(before);
  full.mockRestore();
  await guidon.refresh();
  expect(guidon.status().cacheError).toBeNull();
  await guidon.close();
  expect(JSON.parse(await fs.readFile(file, "utf8")).ruleset).toMatchObject({ revision: 6 });
});

test("what a crash left unfinished beside the cache is removed, and nothing that may still be written", async () => {
  const directory = await makeScratch("guidon-sdk-");
  onTestFinished(() => fs.rm(directory, { recursive: true }));
  const [abandoned, current, other] = ["flags.json.1.new", "flags.json.2.new", "other.json.3.new"];
  for (const name of [abandoned, current, other]) await fs.writeFile(path.join(directory, name ?? ""), "half");
  for (const name of [abandoned, other]) await fs.utimes(path.join(directory, name ?? ""), 0, 0);
  await fileCache(path.join(directory, "flags.json")).write("{}");
  expect((await fs.readdir(directory)).sort()).toEqual(["flags.json", current, other]);
});
