import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const MINUTE = 60_000;
const path = "/api/v1/flags/projects";
const statusFor = async (key: string) => (await service.call("GET", path, { key })).status;

/** The service's clock; its timers go on as they are. */
function setClock(now: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now });
}

afterEach(() => {
  vi.useRealTimers();
});

describe("revoked key", () => {
  beforeAll(async () => {
    const { changeFeed } = await import("@/lib/server/live/change-feed");
    // Without the feed a key is forgotten soon by itself, and the test would prove nothing.
    await vi.waitUntil(() => changeFeed().isUp(), { timeout: 10_000 });
  });

  test("a revoked key is refused at once, though it was good a moment ago", async () => {
    const { id, key } = await service.createKey();
    expect(await statusFor(key)).toBe(200);
    await service.revokeKey(id);
    await expect.poll(() => statusFor(key), { timeout: 1_500, interval: 5 }).toBe(401);
    expect(await statusFor(key)).toBe(401);
  });

  test("a revoked key leaves all others as they were", async () => {
    const [one, other] = [await service.createKey(), await service.createKey()];
    expect([await statusFor(one.key), await statusFor(other.key)]).toEqual([200, 200]);
    await service.revokeKey(one.id);
    await expect.poll(() => statusFor(one.key), { timeout: 1_500, interval: 5 }).toBe(401);
    expect(await statusFor(other.key)).toBe(200);
  });
});

test("a key is refused from the instant it expires, though it was good just before", async () => {
  const expiresAt = new Date(Date.now() + 10 * MINUTE);
  const { key } = await service.createKey({ expiresAt });
  setClock(expiresAt.getTime() - 1);
  expect(await statusFor(key)).toBe(200);
  setClock(expiresAt.getTime());
  expect(await statusFor(key)).toBe(401);
});

describe("key that is renewed", () => {
  const context = { actor: { type: "system", id: null, name: "tests" } as const, requestId: "tests" };
  const rotate = async (id: string, overlap_hours: number) => {
    const { rotateKey } = await import("@/lib/server/services/rotate-key");
    return rotateKey(id, { overlap_hours }, context);
  };

  test("a key that is renewed goes on beside the new one, and stops by itself when the overlap is over", async () => {
    const { id, key } = await service.createKey();
    expect(await statusFor(key)).toBe(200);
    const made = await rotate(id, 2);
    const end = Date.parse((await listed(id)).expires_at);
    expect(Math.abs(end - Date.now() - 120 * MINUTE)).toBeLessThan(MINUTE);
    expect([await statusFor(key), await statusFor(made.key)]).toEqual([200, 200]);
    // By what it has in memory: it was read a moment ago.
    setClock(end - 1);
    expect(await statusFor(key)).toBe(200);
    setClock(end + 1_000);
    expect([await statusFor(key), await statusFor(made.key)]).toEqual([401, 200]);
  });

  test("a key that is renewed stops at once where nothing is to overlap", async () => {
    const { id, key } = await service.createKey();
    expect(await statusFor(key)).toBe(200);
    await rotate(id, 0);
    await expect.poll(() => statusFor(key), { timeout: 1_500, interval: 5 }).toBe(401);
  });

  test("a key that is renewed hands on what it may do, and how long it was made for", async () => {
    const project = await service.project();
    const { id } = await service.createKey({
      ...{ kind: "client", scopes: ["flags:evaluate"], projectSlugs: [project.slug] },
      ...{ environments: ["staging"], allowedOrigins: ["https://shop.example.com"] },
      expiresAt: new Date(Date.now() + 10 * MINUTE),
    });
    const { key: _, ...made } = await rotate(id, 24);
    const old = await listed(id);
    const { kind, scopes, project_ids, environments, allowed_origins } = old;
    expect(made).toMatchObject({ kind, scopes, project_ids, environments, allowed_origins, replaces: id });
    const lifetime = Date.parse(made.expires_at ?? "") - Date.parse(made.created_at);
    expect(Math.abs(lifetime - 10 * MINUTE)).toBeLessThan(MINUTE);
    // The overlap gives it no more time than it had.
    expect(Date.parse(old.expires_at)).toBeLessThan(Date.now() + 11 * MINUTE);
  });

  test("a key that is renewed cannot be one that has stopped", async () => {
    const { id } = await service.createKey();
    await service.revokeKey(id);
    await expect(rotate(id, 24)).rejects.toMatchObject({ code: "conflict" });
  });

  const listed = async (id: string) => {
    const { listKeys } = await import("@/lib/server/services/keys");
    const found = (await listKeys()).find((key) => key.id === id);
    if (found?.expires_at == null) throw new Error("It has an end");
    return { ...found, expires_at: found.expires_at };
  };
});

test("a key that was made a moment ago works, though it was tried before and was not there", async () => {
  const unknown = `kr_live_${"z".repeat(43)}`;
  expect(await statusFor(unknown)).toBe(401);
  const { id, key } = await service.createKey();
  expect(await statusFor(key)).toBe(200);
  const { hashKey } = await import("@/lib/server/auth/api-keys");
  await service.stored.query("UPDATE api_keys SET key_hash = $1 WHERE id = $2", [Buffer.from(hashKey(unknown)), id]);
  expect(await statusFor(unknown)).toBe(200);
});

test("last_used_at is written when a key is used, and at most once a minute", async () => {
  const { id, key } = await service.createKey();
  await service.stored.query(`
    CREATE TABLE uses (key_id uuid, at timestamptz);
    CREATE FUNCTION note_use() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN INSERT INTO uses VALUES (NEW.id, NEW.last_used_at); RETURN NEW; END';
    CREATE TRIGGER note_use AFTER UPDATE OF last_used_at ON api_keys FOR EACH ROW EXECUTE FUNCTION note_use()`);
  const uses = async () =>
    (await service.stored.query<{ at: Date }>("SELECT at FROM uses WHERE key_id = $1 ORDER BY at", [id])).map(
      ({ at }) => at.getTime(),
    );
  const start = Date.now();
  // The minute is by the process's clock, what is written by the machine's: both go on together.
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: start });
  const goTo = (time: number) => void vi.advanceTimersByTime(time - Date.now());
  const expected: number[] = [];
  for (const minutes of [0, 1, 2.5]) {
    goTo(start + minutes * MINUTE);
    expected.push(start + minutes * MINUTE);
    for (let count = 0; count < 5; count += 1) expect(await statusFor(key)).toBe(200);
    goTo(start + minutes * MINUTE + MINUTE - 1);
    for (let count = 0; count < 5; count += 1) expect(await statusFor(key)).toBe(200);
    await expect.poll(uses).toEqual(expected);
  }
});

test("a key is stored as its SHA-256 and its first 12 characters, and nothing of it is in the history", async () => {
  const { id, key } = await service.createKey();
  await service.data("GET", path);
  const [row] = await service.stored.query<{ key_prefix: string; matches: boolean; text: string }>(
    `SELECT key_prefix, key_hash = sha256($2::bytea) AS matches,
            (SELECT string_agg(a::text, '') FROM audit_entries a) || k::text AS text
     FROM api_keys k WHERE id = $1`,
    [id, Buffer.from(key)],
  );
  expect(row).toMatchObject({ key_prefix: key.slice(0, 12), matches: true });
  expect(row?.text).not.toContain(key.slice(12));
});

test("a key is kr_live_ and 32 random bytes", async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, async () => (await service.createKey()).key));
  for (const key of keys) expect(key).toMatch(/^kr_live_[A-Za-z0-9_-]{43}$/);
  expect(new Set(keys.map((key) => key.slice(8, 20))).size).toBe(keys.length);
});
