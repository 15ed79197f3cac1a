import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { Method, Route } from "@/lib/server/http/route-table";
import { createRouter } from "@/lib/server/http/router";
import { sharedService } from "../../support/api-service";

const service = sharedService();

interface Sent {
  path: string;
  method?: Method | "HEAD";
  key?: string;
  headers?: Record<string, string>;
  body?: unknown;
  raw?: string;
}

let find: (path: string) => { target: Route["handlers"]; params: Record<string, string> } | undefined;
let requests: Record<string, Sent>;

beforeAll(async () => {
  const { loadRoutes } = await import("@/lib/server/http/route-table");
  const routes = await loadRoutes(fileURLToPath(new URL("../../../app", import.meta.url)));
  find = createRouter(routes.map(({ path, handlers }): [string, Route["handlers"]] => [path, handlers]));
  requests = await makeRequests();
});

/** One request for each way in which an answer comes about. None changes anything, so each can be sent twice. */
async function makeRequests(): Promise<Record<string, Sent>> {
  const [{ id: project }, { id: other }] = [await service.project(), await service.project()];
  const { id: flag } = await service.flag(project, { key: "new-checkout", enabled: true });
  const { id: segment } = await service.segment(project, { name: "Größe 🎈" });
  const { id: rule } = await service.rule(flag, { segment_id: segment });
  const keyOf = async (...[options]: Parameters<typeof service.createKey>) => (await service.createKey(options)).key;
  const key = await keyOf();
  const reading = await keyOf({ scopes: ["flags:read"] });
  const onlyHere = await keyOf({ scopes: ["flags:evaluate"], projectIds: [project] });
  const elsewhere = await keyOf({ projectIds: [other] });
  const segments = `/api/v1/flags/segments?project_id=${project}`;
  const one = `/api/v1/flags/segments/${segment}`;
  const evaluate = "/api/v1/flags/evaluate";
  const ofrep = "/ofrep/v1/evaluate/flags";
  const evaluation = { project_id: project, flag_key: "new-checkout", context: { user_id: "u-1", plan: "pro" } };
  const etagOf = async (path: string) => (await service.call("GET", path)).headers.get("etag") ?? "";
  return {
    "a list": { path: segments, key },
    "a page of a list": { path: `${segments}&limit=1`, key },
    "a list that did not change": { path: segments, key, headers: { "if-none-match": await etagOf(segments) } },
    "a resource": { path: one, key },
    "a resource that did not change": { path: one, key, headers: { "if-none-match": await etagOf(one) } },
    "the head of a resource": { path: one, key, method: "HEAD" },
    "a rule, by two parameters": { path: `/api/v1/flags/${flag}/rules/${rule}`, key },
    "a flag that there is not": { path: `/api/v1/flags/${project}`, key },
    "an id that is none": { path: "/api/v1/flags/%7Bid%7D", key },
    "a query that nobody knows": { path: `${segments}&colour=red`, key },
    "a query with escapes": { path: `${segments}&search=Gr%C3%B6%C3%9Fe+%F0%9F%8E%88`, key },
    "a query with a fragment": { path: `${segments}#top`, key },
    "a query that is missing": { path: "/api/v1/flags/segments", key },
    "no key": { path: one },
    "a key that is none": { path: one, key: "kr_live_none" },
    "a key of another project": { path: one, key: elsewhere },
    "a key that may only read": { path: one, key: reading, method: "PATCH", body: { name: "x" } },
    "a change that changes nothing": { path: one, key, method: "PATCH", body: {} },
    "a stale change": { path: one, key, method: "PATCH", body: { name: "x" }, headers: { "if-match": '"old"' } },
    "a body with what does not fit": { path: one, key, method: "PATCH", body: { name: 1, x: 2 } },
    "a body that is no object": { path: one, key, method: "PATCH", raw: "[1]" },
    "a body that is no JSON": { path: one, key, method: "PATCH", raw: "{" },
    "a body that is empty": { path: one, key, method: "PATCH", raw: "" },
    "a body of another type": {
      path: one,
      key,
      method: "PATCH",
      raw: "a=1",
      headers: { "content-type": "text/plain" },
    },
    "a body that is too large": { path: evaluate, key, method: "POST", raw: " ".repeat(1024 * 1024 + 1) },
    "an evaluation": { path: evaluate, key, method: "POST", body: evaluation },
    "an evaluation, explained": { path: evaluate, key, method: "POST", body: { ...evaluation, explain: true } },
    "an evaluation by a page": {
      path: evaluate,
      key: onlyHere,
      method: "POST",
      body: { ...evaluation, project_id: undefined },
    },
    "an evaluation by a page of another origin": {
      path: evaluate,
      key,
      method: "POST",
      headers: { origin: "https://shop.example" },
      body: evaluation,
    },
    "an evaluation of no flag": { path: evaluate, key, method: "POST", body: { ...evaluation, flag_key: "none" } },
    "every flag": { path: "/api/v1/flags/bootstrap", key, method: "POST", body: { project_id: project, context: {} } },
    OFREP: { path: `${ofrep}/new%2Dcheckout`, key: onlyHere, method: "POST", body: { context: {} } },
    "OFREP by its own header": {
      path: `${ofrep}/new-checkout`,
      method: "POST",
      headers: { "x-api-key": onlyHere },
      body: { context: {} },
    },
    "OFREP of no flag": { path: `${ofrep}/a%20b%2Fc`, key: onlyHere, method: "POST", body: { context: {} } },
    "OFREP with a bad context": { path: `${ofrep}/new-checkout`, key: onlyHere, method: "POST", body: { context: 1 } },
    "OFREP for every flag": { path: ofrep, key: onlyHere, method: "POST", body: { context: {} } },
    "a browser's question": { path: evaluate, method: "OPTIONS", headers: { origin: "https://shop.example" } },
    "the description": { path: "/api/v1/openapi.json" },
    "a sign-in from elsewhere": { path: "/api/auth/sign-in", method: "POST", body: {} },
    "whether to set up": { path: "/api/auth/setup" },
  };
}

/** What a connection, and not an answer, is about. */
const OF_THE_CONNECTION = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

async function seen(response: Response) {
  const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name));
  return { status: response.status, headers: Object.fromEntries(headers), text: await response.text() };
}

function toRequest({ path, method = "GET", key, headers = {}, body, raw }: Sent): Request {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(service.url + path, {
    method,
    headers: {
      "x-request-id": "the-same",
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
}

test("a route answers a Web host and our own server alike", async () => {
  for (const [name, sent] of Object.entries(requests)) {
    const found = find(sent.path.replace(/[?#].*$/, ""));
    const route = found?.target[sent.method === undefined || sent.method === "HEAD" ? "GET" : sent.method];
    if (found === undefined || route === undefined) throw new Error(`No route for ${name}`);
    const context = { params: Promise.resolve(found.params), clientAddress: "127.0.0.1" };
    const byWebHost = await seen(await route(toRequest(sent), context));
    const byOurs = await seen(await fetch(toRequest(sent)));
    // A host keeps back the body of what was asked for by HEAD.
    expect({ name, ...byOurs }).toEqual({ name, ...byWebHost, ...(sent.method === "HEAD" && { text: "" }) });
  }
});

test("our own server tells the length of what it sends, and of what HEAD asked for", async () => {
  const sent = requests["the head of a resource"];
  if (sent === undefined) throw new Error("The request is gone");
  const [whole, head] = [await fetch(toRequest({ ...sent, method: "GET" })), await fetch(toRequest(sent))];
  const length = String((await whole.arrayBuffer()).byteLength);
  expect([whole.headers.get("content-length"), head.headers.get("content-length")]).toEqual([length, length]);
});

test("a method that nobody answers gets 405 with those that are, and an address that leads nowhere 404", async () => {
  const refused = await service.call("DELETE", "/api/v1/flags/evaluate");
  expect([refused.status, refused.body, refused.headers.get("allow")]).toEqual([
    405,
    { error: "Method not allowed" },
    "POST, OPTIONS",
  ]);
  const listed = await service.call("PUT", "/api/v1/flags/segments");
  expect([listed.status, listed.headers.get("allow")]).toEqual([405, "GET, POST, HEAD"]);
  for (const path of ["/api/v1", "/api/v1/flags/", "/api/v1/%66oo"]) {
    const { status, body } = await service.call("GET", path);
    expect([path, status, body]).toEqual([path, 404, { error: "Not found" }]);
  }
});

test("a Web host streams events too, and lets the stream go when its client does", async () => {
  const { id } = await service.project();
  const found = find("/api/v1/flags/stream");
  const { key } = await service.createKey();
  const request = toRequest({ path: `/api/v1/flags/stream?project_id=${id}`, key });
  const response = await found?.target.GET?.(request, { params: Promise.resolve({}) });
  const reader = response?.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toMatch(
    /^retry: \d+\n\nevent: revision\nid: \d+\ndata: \{"revision":\d+\}\n\n$/,
  );
  const { streamHub } = await import("@/lib/server/live/streams/process-hub");
  expect(streamHub().count).toBe(1);
  await reader?.cancel();
  expect(streamHub().count).toBe(0);
});

test("the head of a stream is answered, and holds no stream", async () => {
  const { id } = await service.project();
  const answer = await service.call("HEAD", `/api/v1/flags/stream?project_id=${id}`);
  expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([200, "text/event-stream", ""]);
  const { streamHub } = await import("@/lib/server/live/streams/process-hub");
  expect(streamHub().count).toBe(0);
});

test("many answers that are ready at once are each their own", async () => {
  const key = (await service.createKey()).key;
  const ids = Array.from({ length: 200 }, (_, index) => `request-${index}`);
  const answers = await Promise.all(
    ids.map((id) =>
      fetch(`${service.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}`, "x-request-id": id } }),
    ),
  );
  expect(answers.map(({ status, headers }) => [status, headers.get("x-request-id")])).toEqual(
    ids.map((id) => [200, id]),
  );
});
