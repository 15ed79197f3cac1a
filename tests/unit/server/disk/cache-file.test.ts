import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { FORMAT, readCacheFile, writeCacheFile } from "@/lib/server/live/disk/cache-file";
import { DiskCache, databaseName } from "@/lib/server/live/disk/disk-cache";
import { log } from "@/lib/server/log";

const MAX = 1_000_000;
let directory: string;
let file: string;

beforeEach(async () => {
  directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-cache-"));
  file = path.join(directory, "one.cache");
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }));
});

/** A whole file as another version writes it: its checksum is right. */
async function writeAsVersion(version: number, file: string, lines: readonly string[]): Promise<void> {
  const content = [`guidon cache ${version}`, ...lines].map((line) => `${line}\n`).join("");
  const checksum = createHash("sha256").update(content).digest("hex");
  await fs.writeFile(file, `${content}${checksum}\n`, { mode: 0o600 });
}

describe("cache file", () => {
  test("a cache file holds the lines that were written, also none, long ones and every character", async () => {
    for (const lines of [[], ["one"], ["", "Größe 🎈", "x".repeat(300_000)]]) {
      await writeCacheFile(file, lines, MAX);
      expect(await readCacheFile(file, MAX)).toEqual(lines);
    }
  });

  test("a cache file is readable by nobody but its owner, and leaves nothing beside it", async () => {
    await writeCacheFile(file, ["one"], MAX);
    expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
    expect(await fs.readdir(directory)).toEqual(["one.cache"]);
  });

  test("a cache file that is not there is no lines at all", async () => {
    expect(await readCacheFile(file, MAX)).toBeUndefined();
  });

  test("a cache file is not used when any one byte of it is another, or its end is missing", async () => {
    await writeCacheFile(file, ["some", "lines"], MAX);
    const whole = await fs.readFile(file);
    for (let index = 0; index < whole.length; index += 1) {
      const damaged = Buffer.from(whole);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      await fs.writeFile(file, damaged);
      await expect(readCacheFile(file, MAX), `byte ${index}`).rejects.toThrow(/damaged/);
      await fs.writeFile(file, whole.subarray(0, index));
      await expect(readCacheFile(file, MAX), `${index} bytes`).rejects.toThrow(/damaged/);
    }
  });

  test("a cache file is not used when another version wrote it", async () => {
    await writeCacheFile(file, ["one"], MAX);
    await writeAsVersion(1, file, ["one"]);
    await expect(readCacheFile(file, MAX)).rejects.toThrow("another version");
  });

  test.each([0o604, 0o640, 0o620, 0o602])("a cache file is not used when others may use it (%o)", async (mode) => {
    await writeCacheFile(file, ["one"], MAX);
    await fs.chmod(file, mode);
    await expect(readCacheFile(file, MAX)).rejects.toThrow("others than its owner may use it");
  });

  test("a cache file is not used when it belongs to somebody else, or is a link to elsewhere", async () => {
    await writeCacheFile(file, ["one"], MAX);
    const link = path.join(directory, "link.cache");
    await fs.symlink(file, link);
    await expect(readCacheFile(link, MAX)).rejects.toThrow("cannot be opened");
    if (process.getuid?.() !== 0) return;
    await fs.chown(file, 4_321, 4_321);
    await expect(readCacheFile(file, MAX)).rejects.toThrow("belongs to another user");
  });

  test("a cache file that would be too large is not written, and what was there stays", async () => {
    await writeCacheFile(file, ["before"], MAX);
    await expect(writeCacheFile(file, ["x".repeat(MAX)], MAX)).rejects.toThrow("larger than");
    expect(await readCacheFile(file, MAX)).toEqual(["before"]);
    expect(await fs.readdir(directory)).toEqual(["one.cache"]);
    await expect(readCacheFile(file, 10)).rejects.toThrow("larger than 10 bytes");
  });

  test("a cache file that fails while it is written leaves what was there", async () => {
    await writeCacheFile(file, ["before"], MAX);
    function* failing() {
      yield "x".repeat(300_000);
      throw new Error("no space left on device");
    }
    await expect(writeCacheFile(file, failing(), MAX)).rejects.toThrow("no space left");
    expect(await readCacheFile(file, MAX)).toEqual(["before"]);
    expect(await fs.readdir(directory)).toEqual(["one.cache"]);
  });
});

describe("disk cache", () => {
  test("the disk cache takes no more room than it may: what was saved longest ago goes first", async () => {
    const cache = new DiskCache(directory, "here", { fileBytes: 2_000, totalBytes: 3_000 });
    for (const [age, name] of ["a", "b", "c", "d"].entries()) {
      await cache.save(name, ["x".repeat(1_000)]);
      await fs.utimes(path.join(directory, `${name}.cache`), age, age);
    }
    await cache.save("e", ["x".repeat(1_000)]);
    expect(await cache.names()).toEqual(["e", "d"]);
    expect(await cache.load("d")).toEqual(["x".repeat(1_000)]);
  });

  test("the disk cache removes what a crash left unfinished, and nothing that may still be written", async () => {
    const [abandoned, current] = ["a.cache.4321.new", "b.cache.4322.new"].map((name) => path.join(directory, name));
    for (const file of [abandoned, current]) await fs.writeFile(file ?? "", "half");
    await fs.utimes(abandoned ?? "", 0, 0);
    await new DiskCache(directory, "here").save("c", ["line"]);
    expect((await fs.readdir(directory)).sort()).toEqual(["b.cache.4322.new", "c.cache"]);
  });

  test("the disk cache reads nothing that is of another database, whatever its password", async () => {
    const [one, changed, other] = ["a:b@h/one", "a:c@h/one", "a:b@h/two"].map((place) =>
      databaseName(`postgresql://${place}`),
    );
    await new DiskCache(directory, one ?? "").save("x", ["line"]);
    expect(await new DiskCache(directory, changed ?? "").load("x")).toEqual(["line"]);
    expect(await new DiskCache(directory, other ?? "").load("x")).toBeUndefined();
  });

  test("the disk cache passes over what an older version kept, and the log says which file and why", async () => {
    const current = Number(FORMAT.split(" ").at(-1));
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const cache = new DiskCache(directory, "here");
    await writeAsVersion(current, file, ['"here"', "line"]);
    expect(await cache.load("one")).toEqual(["line"]);
    expect(warn).not.toHaveBeenCalled();
    await writeAsVersion(current - 1, file, ['"here"', "line"]);
    expect(await cache.load("one")).toBeUndefined();
    expect(warn.mock.calls).toEqual([
      [
        expect.objectContaining({ file }),
        "a file of the ruleset cache is not used: another version of Guidon wrote it, or it is damaged",
      ],
    ]);
  });

  test("the disk cache of a directory that is not there is empty, and one that cannot be made throws", async () => {
    expect(await new DiskCache(path.join(directory, "none"), "here").names()).toEqual([]);
    await fs.writeFile(file, "");
    await expect(new DiskCache(path.join(file, "x"), "here").save("x", [])).rejects.toThrow();
  });
});
