import { createHash } from "node:crypto";
import { brotliDecompressSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { compileRuleset, explain } from "@/lib/targeting";
import { ownService } from "../../support/api-service";
import { inOrder, patched } from "../../support/ruleset-client";
import { openStream } from "../../support/sse";

let project: Project;
let key: string;

const service = ownService();

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
});

const PATH = "/api/v1/flags/rulesets/production";
const get = (query = "", headers: Record<string, string> = {}) =>
  service.call("GET", `${PATH}${query}`, { key, headers });
const whole = async (query = "") => (await get(query)).body.data;
const stream = (query = "", headers: Record<string, string> = {}) =>
  openStream(`${service.url}${PATH}/stream${query}`, { authorization: `Bearer ${key}`, ...headers });
const write = async (method: string, path: string, body?: object) =>
  expect((await service.call(method, `/api/v1${path}`, { body })).status).toBeLessThan(300);

/** What was sent is what this server answers by, as soon as a write is answered. */
async function expectSameAnswers(flagKey: string, context: object): Promise<void> {
  const held = await whole();
  const body = { project_id: project.id, flag_key: flagKey, context, explain: true };
  const answer = (await service.call("POST", "/api/v1/flags/evaluate", { body })).body.data;
  const own = explain(compileRuleset(held), flagKey, context);
  expect([own?.value, own?.reason, own?.ruleId]).toEqual([answer.value, answer.reason, answer.rule_id]);
  expect(own?.trace.map(({ outcome }) => outcome)).toEqual(
    answer.trace.map(({ outcome }: { outcome: string }) => outcome),
  );
}

describe("ruleset", () => {
  test("a ruleset is what this server evaluates by, and is 304 until something changes", async () => {
    const flag = await service.flag(project, { enabled: true });
    const segment = await service.segment(project);
    await service.rule(flag, { segment_id: segment.id, percentage: 40 });
    await expectSameAnswers(flag.key, { user_id: "u-1", plan: "pro" });
    const first = await get();
    expect(first.headers.get("etag")).toBe(`W/"${first.body.data.version}"`);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect([(await get("", headers)).status, (await get("?lists=hash", headers)).status]).toEqual([304, 200]);
    await write("PATCH", `/flags/segments/${segment.id}`, { match_type: "any" });
    expect((await get("", headers)).status).toBe(200);
    await expectSameAnswers(flag.key, { user_id: "u-1", plan: "free" });
  });

  test("a ruleset is the same bytes to everybody, and compressed for who accepts it", async () => {
    for (let at = 0; at < 10; at += 1) await service.flag(project);
    // Fetch would undo it.
    const { default: http } = await import("node:http");
    const raw = (headers: Record<string, string>) =>
      new Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>((resolve, reject) => {
        const request = http.get(`${service.url}${PATH}`, {
          headers: { authorization: `Bearer ${key}`, ...headers },
        });
        request.on("error", reject);
        request.on("response", async (response) => {
          resolve({ headers: response.headers, bytes: Buffer.concat(await response.toArray()) });
        });
      });
    const [plain, again, packed] = [await raw({}), await raw({}), await raw({ "accept-encoding": "gzip, br" })];
    expect(plain.bytes.equals(again.bytes)).toBe(true);
    expect(packed.headers).toMatchObject({ "content-encoding": "br", vary: "accept-encoding" });
    expect(brotliDecompressSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  test("a ruleset is not for keys that may not see rules, nor of other environments", async () => {
    const { key: weak } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
    const refused = await service.call("GET", PATH, { key: weak });
    expect([refused.status, refused.body.error]).toEqual([403, expect.stringContaining("--scope flags:ruleset")]);
    const { key: limited } = await service.createKey({ scopes: ["flags:ruleset"], environments: ["staging"] });
    const of = (path: string) =>
      service.call("GET", `/api/v1/flags/rulesets/${path}?project_id=${project.id}`, { key: limited });
    const answers = [await of("production"), await of("nowhere"), await of("staging")];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 200]);
    for (const name of ["production", "development"]) expect(answers[2]?.text).not.toContain(name);
  });

  test("a ruleset needs a project and an environment that are there", async () => {
    const ask = async (path: string) => (await service.call("GET", `/api/v1/flags/rulesets/${path}`)).status;
    const unknown = crypto.randomUUID();
    const [own, bad] = [`project_id=${project.id}`, "project_id=x"];
    const asked = ["production", `production?${bad}`, `production?project_id=${unknown}`, `nowhere?${own}`];
    expect(await Promise.all(asked.map(ask))).toEqual([400, 400, 404, 404]);
    expect(await ask(`production?${own}&lists=none`)).toBe(400);
  });

  test("a ruleset names a long list by its content, which is there as long as a rule uses it", async () => {
    const ids = Array.from({ length: 2_000 }, (_, at) => `user-${at}`);
    const flag = await service.flag(project, { enabled: true });
    const conditions = [{ attribute: "user_id", operator: "in", value: ids }];
    const rule = await service.rule(flag, { conditions });
    const named = (await get("?lists=hash")).text;
    const digest = createHash("sha256").update(JSON.stringify(ids)).digest("hex");
    expect(named).toContain(`"value":{"list":"${digest}"}`);
    expect(named).not.toContain("user-77");
    const list = () => service.call("GET", `${PATH}/lists/${digest}`, { key });
    const told = await list();
    expect([told.text, told.headers.get("cache-control")]).toEqual([
      JSON.stringify(ids),
      "private, max-age=31536000, immutable",
    ]);
    await write("DELETE", `/flags/${flag.id}/rules/${rule.id}`);
    expect((await list()).status).toBe(404);
  });
});

describe("stream of a ruleset", () => {
  test("a ruleset's stream sends the whole, then each change as a patch, which add up", async () => {
    const flag = await service.flag(project, { enabled: true });
    const opened = await stream();
    expect(opened.headers["content-type"]).toBe("text/event-stream");
    const put = await opened.next();
    let held = JSON.parse(put?.data ?? "");
    expect([put?.event, put?.id]).toEqual(["put", held.version]);
    expect(held).toEqual(await whole());

    const writes: [string, string, object?][] = [
      ["POST", `/flags/${flag.id}/rules`, { environment: "production", conditions: [], value: true }],
      ["POST", `/flags/${flag.id}/rules`, { environment: "staging", conditions: [], value: true }],
      ["PATCH", `/flags/${flag.id}/environments/production`, { enabled: false }],
      ["POST", `/flags/${flag.id}/rules/copy`, { from: "staging", to: "production", mode: "replace" }],
      ["PATCH", `/flags/${flag.id}`, { status: "archived" }],
      ["DELETE", `/flags/${flag.id}`],
    ];
    for (const [method, path, body] of writes) {
      await write(method, path, body);
      const event = await opened.next();
      expect([method, path, event?.event]).toEqual([method, path, "patch"]);
      const patch = JSON.parse(event?.data ?? "");
      held = patched(held, patch);
      expect([event?.id, inOrder(held)]).toEqual([held.version, inOrder(await whole())]);
    }
  });

  test("a ruleset's stream goes on from what a client holds, and begins anew from anything else", async () => {
    const flag = await service.flag(project);
    const { version, revision, epoch } = await whole();
    await write("PATCH", `/flags/${flag.id}`, { enabled: true });
    const first = async (query: string, headers: Record<string, string> = {}) =>
      (await (await stream(query, headers)).next())?.event;
    const strange = [`${epoch}.${revision}.${crypto.randomUUID()}`, `${epoch}.${revision + 9}.x`, "", "x".repeat(150)];
    expect(await first("", { "last-event-id": version })).toBe("patch");
    expect(await first(`?since=${version}`)).toBe("patch");
    for (const id of strange) expect(await first("", { "last-event-id": id })).toBe("put");
    // Nothing is new to who holds what there is.
    const current = await stream("", { "last-event-id": (await whole()).version });
    await write("PATCH", `/flags/${flag.id}`, { enabled: false });
    expect((await current.next())?.event).toBe("patch");
  });

  test("a ruleset's stream ends with its key, and with its environment", async () => {
    const { key: other, id } = await service.createKey({ scopes: ["flags:ruleset"] });
    const own = await service.project();
    const of = (environment: string) =>
      openStream(`${service.url}/api/v1/flags/rulesets/${environment}/stream?project_id=${own.id}`, {
        authorization: `Bearer ${other}`,
      });
    const [kept, removed] = [await of("production"), await of("development")];
    await Promise.all([kept.next(), removed.next()]);
    await write("DELETE", `/flags/projects/${own.id}/environments/development`);
    expect(await removed.next()).toBeUndefined();
    // What is in an environment goes with it, and no log says what that was.
    expect((await kept.next())?.event).toBe("put");
    await service.revokeKey(id);
    expect(await kept.next()).toBeUndefined();
  });
});
