import fs from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeScratch } from "../../support/scratch";

/** What reads the secret in a data directory of its own: settings are read once. */
async function reader() {
  const scratch = await makeScratch("guidon-secret-");
  onTestFinished(() => fs.rm(scratch, { recursive: true, force: true }));
  const dataDir = path.join(scratch, "data");
  vi.stubEnv("DATA_DIR", dataDir);
  vi.stubEnv("AUTH_SECRET", "");
  vi.resetModules();
  onTestFinished(() => void vi.unstubAllEnvs());
  const { readAuthSecret } = await import("@/lib/server/auth/auth-secret");
  return { dataDir, file: path.join(dataDir, "auth-secret"), readAuthSecret };
}

test("many that ask at once get the same secret, which is made once and readable by its owner only", async () => {
  const { dataDir, file, readAuthSecret } = await reader();
  const secrets = await Promise.all(Array.from({ length: 50 }, () => readAuthSecret()));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBe(43);
  expect(await fs.readdir(dataDir)).toEqual(["auth-secret"]);
  expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
});

test("a secret that is there is read and nothing is written, which may be impossible", async () => {
  const { dataDir, file, readAuthSecret } = await reader();
  const secret = await readAuthSecret();
  const { mtimeMs } = await fs.stat(dataDir);
  expect(await readAuthSecret()).toBe(secret);
  expect((await fs.stat(dataDir)).mtimeMs).toBe(mtimeMs);
  expect(await fs.readFile(file, "utf8")).toBe(secret);
});

test("a file that is empty or cut is said to be damaged, and never signs anything", async () => {
  const { file, readAuthSecret } = await reader();
  await readAuthSecret();
  for (const length of [0, 10]) {
    await fs.truncate(file, length);
    await expect(readAuthSecret()).rejects.toThrow(`${file} is damaged`);
  }
});
