import { z } from "zod";
import { SECRET } from "./judge";
import type { Attacked, Credential } from "./requests";
import { targetsOf } from "./targets";

const made = z.object({ data: z.object({ id: z.string() }) });
const madeKey = z.object({ data: z.object({ key: z.string() }) });

/** Makes, at a server that nobody has set up, what requests can be about, and somebody of each kind to send them. */
export async function attackedServer(url: string, setupToken: string): Promise<Attacked> {
  const cookie = await setUp(url, setupToken);
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { cookie, origin: url, "content-type": "application/json" };
    const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const make = async (path: string, body: object) => made.parse(await post(path, body)).data.id;
  const key = async (scope: string, kind = "server") => {
    const body = { name: scope, scopes: [scope], kind };
    return `authorization: Bearer ${madeKey.parse(await post("/api/v1/keys", body)).data.key}`;
  };
  const project_id = await make("/api/v1/flags/projects", { name: `Shop ${SECRET}`, slug: "shop" });
  const flag = { project_id, key: "new-checkout", flag_type: "boolean", name: SECRET, enabled: true };
  const flag_id = await make("/api/v1/flags", flag);
  const rules = [{ key: "plan", operator: "equals", value: "pro" }];
  const segment = { project_id, name: SECRET, match_type: "all", rules };
  const segment_id = await make("/api/v1/flags/segments", segment);
  const rule = { environment: "production", segment_id, conditions: [], value: true };
  const rule_id = await make(`/api/v1/flags/${flag_id}/rules`, rule);
  const test_user_id = await make("/api/v1/flags/test-users", { project_id, name: SECRET, context: { user_id: "u" } });
  const ids = {
    project_id,
    flag_id,
    segment_id,
    rule_id,
    test_user_id,
    environment: "production",
    key: "new-checkout",
  };
  const keepsAll = (method: string) => method !== "DELETE";
  const credentials: Credential[] = [
    { header: `cookie: ${cookie}`, maySend: (method) => keepsAll(method) && method !== "POST" },
    { header: `cookie: ${cookie}\r\norigin: ${url}`, maySend: (method) => method === "GET" || method === "HEAD" },
    { header: await key("flags:write"), maySend: keepsAll },
    { header: await key("flags:read"), maySend: () => true },
    { header: await key("flags:ruleset"), maySend: () => true },
    { header: await key("flags:evaluate"), maySend: () => true },
    { header: await key("flags:evaluate", "client"), maySend: () => true },
  ];
  const { known, streams } = await toBeSentBack(url, credentials[2]?.header ?? "", project_id);
  const targets = [...targetsOf({ ...ids, slug: "shop", flag_key: "new-checkout" }), ...streams];
  return { url, targets, credentials, known };
}

async function setUp(url: string, token: string): Promise<string> {
  const person = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
  const answer = await fetch(`${url}/api/auth/setup`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify({ token, ...person, start_with: { kind: "project", name: "First" } }),
  });
  if (!answer.ok) throw new Error(`Set-up: ${answer.status} ${await answer.text()}`);
  const [cookie = ""] = answer.headers.getSetCookie();
  return cookie.split(";", 1)[0] ?? "";
}

const bulk = z.object({ eventStreams: z.array(z.object({ endpoint: z.object({ requestUri: z.string() }) })) });

/** What the server tells an application, which sends it back: tags, positions of streams, addresses with a token. */
async function toBeSentBack(url: string, header: string, project_id: string) {
  const headers = { authorization: header.replace(/^\S+ /, ""), "x-project-id": project_id };
  const tags = await Promise.all(
    [`/api/v1/flags?project_id=${project_id}`, `/api/v1/flags/rulesets/production?project_id=${project_id}`].map(
      async (path) => (await fetch(url + path, { headers })).headers.get("etag") ?? "",
    ),
  );
  const body = JSON.stringify({ context: { targetingKey: "u-1", plan: "pro" } });
  const options = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
  const evaluated = await fetch(`${url}/ofrep/v1/evaluate/flags`, options);
  const all = [...tags, evaluated.headers.get("etag") ?? ""];
  const { eventStreams } = bulk.parse(await evaluated.json());
  const position = /^id: (.*)$/m.exec(
    await firstEvent(`${url}/api/v1/flags/rulesets/production/stream`, headers, project_id),
  );
  return {
    known: {
      "if-none-match": all.flatMap((tag) => [tag, `W/${tag}`, tag.replace(/"$/, '-gzip"'), `"x", ${tag}, *`]),
      "if-match": all,
      "last-event-id": [position?.[1] ?? "", `${position?.[1]}0`, `0${position?.[1]}`],
      "x-project-id": [project_id, project_id.toUpperCase(), `${project_id},${project_id}`],
    },
    streams: eventStreams.map(({ endpoint }) => endpoint.requestUri),
  };
}

async function firstEvent(address: string, headers: Record<string, string>, project_id: string): Promise<string> {
  const aborting = new AbortController();
  const answer = await fetch(`${address}?project_id=${project_id}`, { headers, signal: aborting.signal });
  const first = await answer.body?.getReader().read();
  aborting.abort();
  return new TextDecoder().decode(first?.value);
}
