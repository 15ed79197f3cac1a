import { z } from "zod";
import type { Attacked } from "./fuzz";
import { SECRET } from "./judge";
import type { Credential } from "./requests";
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
  return { url, targets: targetsOf({ ...ids, slug: "shop", flag_key: "new-checkout" }), credentials };
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
