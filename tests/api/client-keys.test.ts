import { beforeAll, describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";

const LIMIT = 20;
const service = ownService({ CLIENT_RATE_LIMIT_PER_MINUTE: String(LIMIT) });

const SHOP = "https://shop.example.com";
const context = { user_id: "ada" };

let project: { id: string; slug: string };
let shown: { id: string; key: string };
let hidden: { id: string; key: string };
let ruleId: string;

beforeAll(async () => {
  project = await service.project();
  shown = await service.flag(project.id, { key: "shown", enabled: true, is_client_visible: true });
  hidden = await service.flag(project.id, { key: "hidden", enabled: true });
  ruleId = (await service.rule(shown.id)).id;
  await service.rule(hidden.id);
});

const clientKey = (more: object = {}) =>
  service.createKey({ kind: "client", scopes: ["flags:evaluate"], projectSlugs: [project.slug], ...more });
const serverKey = (more: object = {}) =>
  service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug], ...more });

const ask = (key: string, path: string, body: object, headers: Record<string, string> = {}) =>
  service.call("POST", path, { key, body: { context, ...body }, headers });
const evaluate = (key: string, flagKey: string, more: object = {}) =>
  ask(key, "/api/v1/flags/evaluate", { flag_key: flagKey, ...more });
const bulk = (key: string, headers?: Record<string, string>) => ask(key, "/ofrep/v1/evaluate/flags", {}, headers);

describe("client key", () => {
  test("a client key gets the flags that are visible to it, and the id of no rule", async () => {
    const { key } = await clientKey();
    const answer = { value: true, reason: "TARGETING_MATCH", rule_id: null };
    expect((await evaluate(key, "shown")).body.data).toEqual({
      flag_key: "shown",
      ...answer,
      environment: "production",
    });
    expect((await ask(key, "/api/v1/flags/bootstrap", {})).body.data.flags).toEqual({ shown: answer });
    const all = await bulk(key);
    expect(all.body.flags.map((flag: { key: string }) => flag.key)).toEqual(["shown"]);
    const one = await ask(key, "/ofrep/v1/evaluate/flags/shown", {});
    expect(one.body).toEqual(all.body.flags[0]);
    expect([one.text, all.text].join()).not.toContain(ruleId);
  });

  test("a client key takes nothing from a server's: that gets every flag and each rule's id, as before", async () => {
    const { key } = await serverKey();
    expect((await evaluate(key, "hidden")).status).toBe(200);
    expect((await evaluate(key, "shown")).body.data.rule_id).toBe(ruleId);
    expect((await bulk(key)).body.flags.map((flag: { key: string }) => flag.key)).toEqual(["shown", "hidden"]);
  });

  test("a client key cannot tell a flag that is not visible to it from one that is not there", async () => {
    const { key } = await clientKey();
    const [there, not] = [await evaluate(key, "hidden"), await evaluate(key, "missing")];
    expect([there.status, there.text]).toEqual([404, not.text]);
    const ofrep = async (name: string) => {
      const { status, text } = await ask(key, `/ofrep/v1/evaluate/flags/${name}`, {});
      return { status, text: text.replaceAll(name, "…") };
    };
    expect(await ofrep("hidden")).toEqual(await ofrep("missing"));
  });

  test("a client key sees a flag as soon as it is made visible, until it is hidden", async () => {
    const { key } = await clientKey();
    const flag = await service.flag(project.id);
    const show = (is_client_visible: boolean) =>
      service.data("PATCH", `/api/v1/flags/${flag.id}`, { is_client_visible });
    expect(await show(true)).toMatchObject({ is_client_visible: true });
    expect((await evaluate(key, flag.key)).status).toBe(200);
    expect(await show(false)).not.toHaveProperty("is_client_visible");
    expect((await evaluate(key, flag.key)).status).toBe(404);
  });

  test("a client key is told no trace", async () => {
    const { key } = await clientKey();
    const { status, body } = await evaluate(key, "shown", { explain: true });
    expect([status, body]).toEqual([403, { error: "Forbidden" }]);
  });

  test("a client key may send 256 KiB", async () => {
    const { key } = await clientKey();
    const raw = (bytes: number) => `{"context":{"x":"${"y".repeat(bytes - 20)}"}}`;
    const send = (bytes: number) =>
      service.call("POST", "/api/v1/flags/bootstrap", {
        key,
        raw: raw(bytes),
        headers: { "content-type": "application/json" },
      });
    expect((await send(256 * 1024)).status).toBe(200);
    expect((await send(256 * 1024 + 1)).status).toBe(413);
  });

  test("a client key has a rate limit of its own, which a server's key does not share", async () => {
    const [{ key }, { key: server }] = [await clientKey(), await serverKey()];
    for (let count = 1; count <= LIMIT; count += 1) {
      const { status, headers } = await evaluate(key, "shown");
      expect([status, headers.get("x-ratelimit-remaining")]).toEqual([200, String(LIMIT - count)]);
    }
    expect((await evaluate(key, "shown")).status).toBe(429);
    expect((await service.call("GET", "/api/v1/me", { key })).status).toBe(429);
    const { status, headers } = await evaluate(server, "shown");
    expect([status, headers.get("x-ratelimit-limit")]).toEqual([200, null]);
  });

  test("a client key says of itself what it is", async () => {
    const { key } = await clientKey({ environments: ["production"] });
    const { body } = await service.call("GET", "/api/v1/me", { key });
    expect(body.data).toMatchObject({ kind: "client", environments: ["production"], scopes: ["flags:evaluate"] });
  });
});

describe("key that names origins", () => {
  const origins = { allowedOrigins: [SHOP] };

  test("a key that names origins answers pages from there, and requests that name no origin", async () => {
    const { key } = await clientKey(origins);
    const answer = await bulk(key, { origin: SHOP });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(answer.headers.get("vary")).toContain("origin");
    expect((await bulk(key)).status).toBe(200);
  });

  test.each(["https://evil.example.com", "http://shop.example.com", `${SHOP}:8443`, `${SHOP}.evil.com`, "null", ""])(
    "a key that names origins refuses a page of %j, and no browser hands it the answer",
    async (origin) => {
      const { key } = await clientKey(origins);
      const answer = await ask(key, "/api/v1/flags/evaluate", { flag_key: "shown" }, { origin });
      expect([answer.status, answer.body]).toEqual([403, { error: "Forbidden" }]);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  test("a key that names origins has them hold for its event stream, which a browser opens keyless", async () => {
    const { key } = await clientKey(origins);
    const { requestUri } = (await bulk(key)).body.eventStreams[0].endpoint;
    const listening = new AbortController();
    const open = (origin: string) => fetch(service.url + requestUri, { headers: { origin }, signal: listening.signal });
    expect((await open("https://evil.example.com")).status).toBe(403);
    expect((await open(SHOP)).status).toBe(200);
    listening.abort();
  });
});

describe("key that is limited to environments", () => {
  test("a key of some environments means its only one when it names none", async () => {
    const { key } = await serverKey({ environments: ["staging"] });
    expect((await evaluate(key, "shown")).body.data.environment).toBe("staging");
    expect((await bulk(key)).body.metadata.environment).toBe("staging");
  });

  test("a key of some environments hears of no changes and reads no metrics of every environment", async () => {
    const { key } = await service.createKey({ scopes: ["flags:read"], environments: ["staging"] });
    const changes = `/api/v1/flags/stream?project_id=${project.id}&include[]=changes`;
    // The API's description does not have /metrics.
    const ask = (path: string) => fetch(service.url + path, { headers: { authorization: `Bearer ${key}` } });
    for (const path of [changes, "/metrics"]) expect((await ask(path)).status).toBe(403);
  });

  test("a key of some environments is refused in a default that is not its own, and learns no names", async () => {
    const { key } = await serverKey({ environments: ["staging", "development"] });
    for (const environment of [undefined, "production", "nonsense"]) {
      const { status, body } = await evaluate(key, "shown", { environment });
      expect([status, body]).toEqual([403, { error: "Forbidden" }]);
    }
  });
});
