import { describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";
import type { Answer } from "../support/service";

const LIMIT = 5;
const service = ownService({ RATE_LIMIT_PER_MINUTE: String(LIMIT) });

const path = "/api/v1/flags/projects";
const told = ({ headers }: Answer) => ({
  limit: Number(headers.get("x-ratelimit-limit")),
  remaining: Number(headers.get("x-ratelimit-remaining")),
  reset: Number(headers.get("x-ratelimit-reset")),
});

describe("key", () => {
  test("a key is told its budget on every answer, and gets 429 with the time to wait when it is used up", async () => {
    const { key } = await service.createKey({ scopes: ["flags:read"] });
    const answers = [
      await service.call("GET", path, { key }),
      await service.call("GET", "/api/v1/flags/nothing", { key }),
      await service.call("POST", path, { key, body: { name: "X" } }),
      await service.call("GET", `${path}?nope=1`, { key }),
      await service.call("HEAD", path, { key }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 400, 200]);
    expect(answers.map((answer) => told(answer).remaining)).toEqual([4, 3, 2, 1, 0]);
    const now = Date.now() / 1000;
    for (const answer of answers) {
      expect(told(answer).limit).toBe(LIMIT);
      expect(told(answer).reset).toBeGreaterThan(now - 5);
      expect(told(answer).reset).toBeLessThanOrEqual(now + 61);
    }

    const refused = await service.call("GET", path, { key });
    const wait = refused.body.retry_after;
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({ error: "Rate limit exceeded", retry_after: expect.any(Number) });
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.headers.get("retry-after")).toBe(String(wait));
    expect(told(refused)).toMatchObject({ limit: LIMIT, remaining: 0 });
  });

  test("a key is counted by itself: another is not slowed", async () => {
    const [used, other] = [await service.createKey(), await service.createKey()];
    for (let count = 0; count <= LIMIT; count += 1) await service.call("GET", path, { key: used.key });
    expect((await service.call("GET", path, { key: used.key })).status).toBe(429);
    expect((await service.call("GET", path, { key: other.key })).status).toBe(200);
  });

  test("a key is limited before its scope is looked at, and nothing is done for it", async () => {
    const { key } = await service.createKey();
    const { key: evaluateOnly } = await service.createKey({ scopes: ["flags:evaluate"] });
    for (let count = 0; count < LIMIT; count += 1) {
      await service.call("GET", path, { key });
      await service.call("GET", path, { key: evaluateOnly });
    }
    expect((await service.call("GET", path, { key: evaluateOnly })).status).toBe(429);
    expect((await service.call("POST", path, { key, body: { name: "Too late" } })).status).toBe(429);
    const { key: reader } = await service.createKey();
    const { body } = await service.call("GET", path, { key: reader });
    expect(body.data).not.toContainEqual(expect.objectContaining({ name: "Too late" }));
  });
});

test("wrong keys from one address get 429 after a while; good keys from there go on", async () => {
  const guess = () => service.call("GET", path, { key: `kr_live_${"x".repeat(43)}` });
  let last = await guess();
  for (let count = 0; count < 200 && last.status === 401; count += 1) last = await guess();
  expect(last.status).toBe(429);
  expect(last.body).toEqual({ error: "Rate limit exceeded", retry_after: expect.any(Number) });
  expect(last.headers.get("retry-after")).toBe(String(last.body.retry_after));
  expect((await service.call("GET", path, { key: null })).status).toBe(429);
  const { key } = await service.createKey();
  expect((await service.call("GET", path, { key })).status).toBe(200);
});
