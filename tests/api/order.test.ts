import { expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import { ownService } from "../support/api-service";
import type { Answer } from "../support/service";

const clients = Array.from({ length: 20 }, (_, client) => client);
const STEPS = 12;

const service = ownService();

interface List {
  project: Project;
  flag: Flag;
  path: string;
}

/** A list of `count` rules in a project of its own. */
async function makeList(count: number): Promise<List> {
  const project = await service.project();
  const flag = await service.flag(project);
  for (let made = 0; made < count; made += 1) await service.rule(flag);
  return { project, flag, path: `/api/v1/flags/${flag.id}/rules` };
}

const putOrder = ({ path }: List, rule_ids: string[], headers = {}) =>
  service.call("PUT", `${path}/order`, { body: { environment: "production", rule_ids }, headers });

const post = ({ path }: List, position?: number) =>
  service.call("POST", path, { body: { environment: "production", conditions: [], value: true, position } });

const patchPosition = ({ path }: List, id: string, position: number) =>
  service.call("PATCH", `${path}/${id}`, { body: { position } });

const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id);

/** Requests that changed something, by the audit log. The project's own creation is not among them. */
async function countChanges({ project }: List): Promise<number> {
  const [row] = await service.stored.query<{ changes: number }>(
    `SELECT count(DISTINCT request_id)::int AS changes FROM audit_entries
     WHERE project_id = $1 AND action <> 'project.created'`,
    [project.id],
  );
  return Number(row?.changes);
}

test("twenty clients that add, delete, move and reorder in one list lose no rule and meet no fault", async () => {
  const list = await makeList(20);
  const living = new Set(idsOf(await service.rules(list.flag)));
  const refused: Answer[] = [];
  const done = { add: 0, delete: 0, move: 0, reorder: 0 };

  const act = async (client: number, at: number) => {
    const rules = await service.rules(list.flag);
    const chosen = rules[(client * 7 + at * 3) % rules.length]?.id ?? "none";
    const kind = (["add", "delete", "move", "reorder", "move"] as const)[(client + at) % 5] ?? "move";
    const position = (client + at * 5) % 30;
    const request = {
      add: () => post(list, at % 2 === 0 ? position : undefined),
      delete: () => service.call("DELETE", `${list.path}/${chosen}`),
      move: () => patchPosition(list, chosen, position),
      reorder: () => putOrder(list, idsOf(rules).reverse()),
    };
    const answer = await request[kind]();
    if (answer.status >= 300) return refused.push(answer);
    done[kind] += 1;
    if (kind === "add") living.add(answer.body.data.id);
    if (kind === "delete") living.delete(chosen);
  };
  await Promise.all(
    clients.map(async (client) => {
      for (let at = 0; at < STEPS; at += 1) await act(client, at);
    }),
  );

  for (const { status, text } of refused) expect([404, 409], text).toContain(status);
  const after = await service.rules(list.flag);
  expect(new Set(idsOf(after))).toEqual(living);
  expect(new Set(after.map(({ position }) => position)).size).toBe(after.length);
  expect(done.add).toBe((clients.length * STEPS) / 5);
  expect(Math.min(done.delete, done.move)).toBeGreaterThan(0);
  expect(await service.stored.revision(list.project.id)).toBe(await countChanges(list));
}, 120_000);

test("while no rule comes or goes, every concurrent move and reorder is done", async () => {
  const list = await makeList(12);
  const ids = idsOf(await service.rules(list.flag));
  const answers = await Promise.all(
    clients.flatMap((client) => [
      patchPosition(list, ids[client % 12] ?? "", client % 7),
      putOrder(list, [...ids.slice(client % 12), ...ids.slice(0, client % 12)]),
    ]),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const after = await service.rules(list.flag);
  expect(idsOf(after).toSorted()).toEqual(ids.toSorted());
  expect(new Set(after.map(({ position }) => position)).size).toBe(12);
});

test("of many rules added at once without a position each stands alone after the last", async () => {
  const list = await makeList(0);
  const answers = await Promise.all(clients.map(() => post(list)));
  expect(answers.map(({ status }) => status)).toEqual(clients.map(() => 201));
  const positions = answers.map(({ body }) => body.data.position).toSorted((a, b) => a - b);
  expect(positions).toEqual(clients.map((client) => client + 1));
});

test("of many rules added at once to one position each is there, and the place is shared by none", async () => {
  const list = await makeList(3);
  const answers = await Promise.all(clients.map(() => post(list, 2)));
  expect(answers.map(({ status }) => status)).toEqual(clients.map(() => 201));
  const after = await service.rules(list.flag);
  expect(after.map(({ position }) => position)).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
});

test("of many reorders with the same ETag exactly one is done and the others are told the list as it is", async () => {
  const list = await makeList(5);
  const read = await service.call("GET", `${list.path}?environment=production`);
  const ids: string[] = idsOf(read.body.data);
  const headers = { "if-match": read.headers.get("etag") ?? "" };
  const answers = await Promise.all(
    clients.map((client) => {
      const turn = 1 + (client % 4);
      return putOrder(list, [...ids.slice(turn), ...ids.slice(0, turn)], headers);
    }),
  );
  const done = answers.filter(({ status }) => status === 200);
  const stale = answers.filter(({ status }) => status === 412);
  expect([done.length, stale.length]).toEqual([1, 19]);
  const after = await service.rules(list.flag);
  expect(done[0]?.body.data).toEqual(after);
  for (const { body } of stale) expect(body).toEqual({ error: expect.any(String), current: after });
});

test("the answer to a reorder carries the ETag that the next reorder may name", async () => {
  const list = await makeList(3);
  const ids = idsOf(await service.rules(list.flag));
  const first = await putOrder(list, ids.toReversed());
  const etag = first.headers.get("etag") ?? "";
  const read = await service.call("GET", `${list.path}?environment=production`, { headers: { "if-none-match": etag } });
  expect(read.status).toBe(304);
  expect((await putOrder(list, ids, { "if-match": etag })).status).toBe(200);
  expect((await putOrder(list, ids.toReversed(), { "if-match": etag })).status).toBe(412);
});

test("any change to a rule, its deletion and its arrival change the list's ETag", async () => {
  const list = await makeList(2);
  const [first] = await service.rules(list.flag);
  const etag = async () => (await service.call("GET", list.path)).headers.get("etag");
  const seen = [await etag()];
  for (const change of [
    () => service.call("PATCH", `${list.path}/${first?.id}`, { body: { enabled: false } }),
    () => post(list),
    () => patchPosition(list, first?.id ?? "", 9),
    () => service.call("DELETE", `${list.path}/${first?.id}`),
  ]) {
    await change();
    seen.push(await etag());
  }
  expect(new Set(seen).size).toBe(5);
});

test("an order that changes nothing writes nothing", async () => {
  const list = await makeList(4);
  const before = await service.stored.everything();
  const ids = idsOf(await service.rules(list.flag));
  expect((await putOrder(list, ids)).status).toBe(200);
  expect(await service.stored.everything()).toBe(before);
});

test("an order closes gaps, also when nobody changes places", async () => {
  const list = await makeList(0);
  const rules = [(await post(list, 0)).body.data, (await post(list, 7)).body.data];
  const answer = await putOrder(list, idsOf(rules));
  expect(answer.body.data).toEqual([
    { ...rules[0], position: 1 },
    { ...rules[1], position: 2 },
  ]);
});

test.each([
  ["missing", (ids: string[]) => ids.slice(1), (ids: string[]) => [`Missing: ${ids[0]}`]],
  ["repeated", (ids: string[]) => [...ids, ids[0] ?? ""], (ids: string[]) => [`Repeated: ${ids[0]}`]],
  [
    "unknown",
    (ids: string[]) => [...ids, "00000000-0000-4000-8000-000000000000"],
    () => ["Unknown: 00000000-0000-4000-8000-000000000000"],
  ],
])("an order with a %s id is a conflict that names it and changes nothing", async (_, change, problems) => {
  const list = await makeList(3);
  const ids = idsOf(await service.rules(list.flag)).toReversed();
  const before = await service.stored.everything();
  const answer = await putOrder(list, change(ids));
  expect(answer.status).toBe(409);
  expect(answer.body).toEqual({ error: expect.any(String), details: { rule_ids: problems(ids) } });
  expect(await service.stored.everything()).toBe(before);
});

test("an order may name its rules in upper case", async () => {
  const list = await makeList(2);
  const ids = idsOf(await service.rules(list.flag)).toReversed();
  const answer = await putOrder(
    list,
    ids.map((id) => id.toUpperCase()),
  );
  expect([answer.status, idsOf(answer.body.data)]).toEqual([200, ids]);
});
