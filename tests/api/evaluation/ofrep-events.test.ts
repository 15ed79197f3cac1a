import { beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";
import { setUpAdmin } from "../../support/people";
import { openStream } from "../../support/sse";

const AUTH_SECRET = "a secret of this test, long enough for one";
const BULK = "/ofrep/v1/evaluate/flags";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let project: Project;
let flag: Flag;

const service = ownService({ AUTH_SECRET });

beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project, { flag_type: "number", default_value: 1, enabled: true });
});

const keyHere = () => service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });

const bulk = (key: string, options: { query?: string; headers?: Record<string, string> } = {}) =>
  service.call("POST", `${BULK}${options.query ?? ""}`, {
    key,
    body: { context: { targetingKey: "u-1" } },
    headers: options.headers ?? {},
  });

/** The address that a bulk evaluation gives. */
async function streamOf(key: string, headers: Record<string, string> = {}): Promise<string> {
  const { body } = await bulk(key, { headers });
  return service.url + body.eventStreams[0].endpoint.requestUri;
}

let value = 1;
async function changeFlag(): Promise<number> {
  value += 1;
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: value } });
  return value;
}

/** Another flag, of which this one's context gets the same as before: nothing that its client would act on. */
const changeElsewhere = () =>
  service.call("PATCH", `/api/v1/flags/projects/${project.id}`, { body: { name: "Renamed" } });

describe("bulk evaluation", () => {
  test("a bulk evaluation says where to hear of changes, at each instance the same, without the key", async () => {
    const { key, id } = await keyHere();
    const { body, text } = await bulk(key);
    expect(body.eventStreams).toEqual([{ type: "sse", endpoint: { requestUri: expect.any(String) } }]);
    expect((await bulk(key)).body.eventStreams).toEqual(body.eventStreams);
    expect(text).not.toContain(key.slice("kr_live_".length));
    const { requestUri } = body.eventStreams[0].endpoint;
    expect(requestUri).toMatch(
      new RegExp(`^/ofrep/v1/events\\?stream=${id}\\.${project.id}\\.production\\.[\\w-]{43}$`),
    );
  });

  test("a bulk evaluation names its flags and their version in the metadata", async () => {
    const { key } = await keyHere();
    const { body } = await bulk(key, { headers: { "x-environment": "staging" } });
    expect(body.metadata).toMatchObject({
      flagSetId: `${project.slug}/staging`,
      version: String(body.metadata.revision),
    });
    expect(body.flags[0].metadata.flagSetId).toBe(`${project.slug}/staging`);
  });

  test("a bulk evaluation gets 304 after a change that is nothing to its context, else 200", async () => {
    const { key } = await keyHere();
    const before = await bulk(key);
    const headers = { "if-none-match": before.headers.get("etag") ?? "" };
    expect((await changeElsewhere()).status).toBe(200);
    expect((await bulk(key, { headers })).status).toBe(304);
    await changeFlag();
    expect((await bulk(key, { headers })).status).toBe(200);
  });

  test("a bulk evaluation tells the project's new slug", async () => {
    const own = await service.project();
    const { key } = await service.createKey({ projectSlugs: [own.slug] });
    await service.flag(own);
    await bulk(key);
    const slug = `${own.slug.slice(0, 40)}-renamed`;
    await service.call("PATCH", `/api/v1/flags/projects/${own.id}`, { body: { slug } });
    const { body } = await bulk(key);
    expect([body.metadata.flagSetId, body.flags[0].metadata.flagSetId]).toEqual([
      `${slug}/production`,
      `${slug}/production`,
    ]);
  });

  test("a bulk evaluation gives no address to people, whose session is no key", async () => {
    const admin = await setUpAdmin(service);
    const headers = { cookie: admin.cookie, "x-project-id": project.id, origin: service.url };
    const { status, body } = await service.call("POST", BULK, { key: null, headers, body: { context: {} } });
    expect([status, body.eventStreams]).toEqual([200, undefined]);
  });
});

describe("event stream", () => {
  test("an event stream tells to evaluate again at once and after each change, as the protocol has it", async () => {
    const { key } = await keyHere();
    const stream = await openStream(await streamOf(key));
    expect(stream).toMatchObject({
      status: 200,
      headers: { "content-type": "text/event-stream", "x-accel-buffering": "no", "cache-control": "no-store" },
    });
    const first = await stream.next();
    await changeFlag();
    const second = await stream.next();
    for (const event of [first, second]) {
      expect(event?.event).toBe("message");
      expect(event?.id).toMatch(/^\d+-[0-9a-f-]{36}$/);
      expect(JSON.parse(event?.data ?? "")).toEqual({
        type: "refetchEvaluation",
        etag: expect.stringMatching(UUID),
        lastModified: expect.any(Number),
      });
    }
    expect(second?.id).not.toBe(first?.id);
  });

  test("an event stream tells whoever comes back only what they have not heard", async () => {
    const { key } = await keyHere();
    const url = await streamOf(key);
    const id = (await (await openStream(url)).next())?.id ?? "";
    const back = await openStream(url, { "last-event-id": id });
    await changeFlag();
    const heard = await back.next();
    expect(Number.parseInt(heard?.id ?? "", 10)).toBe(Number.parseInt(id, 10) + 1);
    // The same number from another history of the database is another state.
    const [revision] = (heard?.id ?? "").split("-");
    const stranger = await openStream(url, { "last-event-id": `${revision}-${crypto.randomUUID()}` });
    expect((await stranger.next())?.id).toBe(heard?.id);
  });

  test("an event stream is open to pages of other origins, which can send no key with it", async () => {
    const { key } = await keyHere();
    const stream = await openStream(await streamOf(key), { origin: "https://shop.example" });
    expect(stream.headers["access-control-allow-origin"]).toBe("*");
  });

  test("an event stream ends with its key, and no other is given by the same address", async () => {
    const [{ key, id }, other] = [await keyHere(), await keyHere()];
    const url = await streamOf(key);
    const [ended, kept] = [await openStream(url), await openStream(await streamOf(other.key))];
    await Promise.all([ended.next(), kept.next()]);
    await service.revokeKey(id);
    expect(await ended.next()).toBeUndefined();
    const refused = await openStream(url);
    expect([refused.status, await refused.text()]).toEqual([
      401,
      JSON.stringify({ errorDetails: "Invalid or missing stream token" }),
    ]);
    await changeFlag();
    expect(await kept.next()).toBeDefined();
  });

  test("an event stream ends when its key expires", async () => {
    const { key } = await service.createKey({
      projectSlugs: [project.slug],
      expiresAt: new Date(Date.now() + 2_000),
    });
    const stream = await openStream(await streamOf(key));
    await stream.next();
    expect(await stream.next()).toBeUndefined();
  });

  test("an event stream is refused to a token that was not made here, and to a key in the token's place", async () => {
    const { key } = await keyHere();
    const url = await streamOf(key);
    const other = await service.project();
    const wrong = [
      url.replace(/\?.*/, ""),
      url.replace(/=.*/, `=${key}`),
      url.replace(".production.", ".staging."),
      url.replace(project.id, other.id),
      url.replace(/.$/, (last) => (last === "A" ? "E" : "A")),
      `${url}A`,
    ];
    for (const address of wrong)
      expect({ address, status: (await openStream(address)).status }).toMatchObject({ status: 401 });
    const withKey = await openStream(url.replace(/\?.*/, ""), { authorization: `Bearer ${key}` });
    expect(withKey.status).toBe(401);
  });
});

describe("who heard of a change from another instance", () => {
  test("who heard of a change from another instance gets it from one that has not heard of it yet", async () => {
    const { key } = await keyHere();
    await bulk(key);
    // As a change that another instance made, whose notice is still on its way.
    const [change] = await service.stored.query<{ token: string }>(`
      WITH raised AS (
        UPDATE projects SET revision = revision + 1, revision_token = gen_random_uuid() WHERE id = '${project.id}'
        RETURNING id, revision, revision_token),
      changed AS (UPDATE flags SET default_value = '77' WHERE id = '${flag.id}'),
      logged AS (INSERT INTO project_changes
         SELECT id, revision, revision_token, ARRAY['${flag.id}'::uuid], '{}' FROM raised)
      SELECT revision_token AS token FROM raised`);
    expect((await bulk(key)).body.flags[0].value).not.toBe(77);
    expect((await bulk(key, { query: `?flagConfigEtag=${change?.token}` })).body.flags[0].value).toBe(77);
  });

  test("who heard of a change from another instance is answered all the same when nobody knows of it", async () => {
    const { key } = await keyHere();
    for (const tag of [crypto.randomUUID(), "abc", "", "%FF"]) {
      const { status } = await bulk(key, { query: `?flagConfigEtag=${tag}&flagConfigLastModified=1` });
      expect({ tag, status }).toEqual({ tag, status: 200 });
    }
  });
});
