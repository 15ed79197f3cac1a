import { beforeAll, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";

interface Change {
  revision: string;
  token: string;
  flag_ids: string[];
  segment_ids: string[];
}

const service = sharedService();
let project: Project;

beforeAll(async () => {
  project = await service.project();
});

const changes = (of = project) =>
  service.stored.query<Change>("SELECT * FROM project_changes WHERE project_id = $1 ORDER BY revision", [of.id]);

async function latest(): Promise<Change | undefined> {
  return (await changes()).at(-1);
}

async function send(method: string, path: string, body?: object): Promise<number> {
  return (await service.call(method, `/api/v1${path}`, { body })).status;
}

test("every write that evaluation can see says which flags and segments it changed", async () => {
  const flag = await service.flag(project);
  expect(await latest()).toMatchObject({ flag_ids: [flag.id], segment_ids: [] });
  const segment = await service.segment(project);
  expect(await latest()).toMatchObject({ flag_ids: [], segment_ids: [segment.id] });
  const rule = await service.rule(flag, { segment_id: segment.id });
  const other = await service.rule(flag);
  const elsewhere = await service.flag(project);
  await service.rule(elsewhere, { segment_id: segment.id });

  const ofFlag = { flag_ids: [flag.id], segment_ids: [] };
  const rules = `/flags/${flag.id}/rules`;
  const writes: [string, string, object | undefined, Partial<Change>][] = [
    ["PATCH", `/flags/${flag.id}`, { enabled: true }, ofFlag],
    ["PATCH", `${rules}/${rule.id}`, { value: false }, ofFlag],
    ["PUT", `${rules}/order`, { environment: "production", rule_ids: [other.id, rule.id] }, ofFlag],
    ["POST", `${rules}/copy`, { from: "production", to: "staging", mode: "replace" }, ofFlag],
    ["DELETE", `${rules}/${other.id}`, undefined, ofFlag],
    [
      "POST",
      `/flags/projects/${project.id}/promote`,
      { from: "production", to: "staging", flag_ids: [flag.id] },
      ofFlag,
    ],
    ["PATCH", `/flags/segments/${segment.id}`, { match_type: "any" }, { flag_ids: [], segment_ids: [segment.id] }],
    ["PATCH", `/flags/projects/${project.id}`, { name: "Renamed" }, { flag_ids: [], segment_ids: [] }],
  ];
  for (const [method, path, body, expected] of writes) {
    expect(await send(method, path, body), `${method} ${path}`).toBeLessThan(300);
    expect(await latest(), `${method} ${path}`).toMatchObject(expected);
  }

  // Its rules lose their link, so that it changes their flags, too.
  await send("DELETE", `/flags/segments/${segment.id}`);
  const deletion = await latest();
  expect(new Set(deletion?.flag_ids)).toEqual(new Set([flag.id, elsewhere.id]));
  expect(deletion?.segment_ids).toEqual([segment.id]);
  await send("DELETE", `/flags/${flag.id}`);
  expect(await latest()).toMatchObject(ofFlag);
});

test("revisions follow one another without a gap, each with its own token; the last is the project's", async () => {
  const own = await service.project();
  await Promise.all(Array.from({ length: 10 }, () => service.flag(own)));
  const log = await changes(own);
  expect(log.map(({ revision }) => Number(revision))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(new Set(log.map(({ token }) => token)).size).toBe(10);
  const [stored] = await service.stored.query<{ token: string }>(
    "SELECT revision_token AS token FROM projects WHERE id = $1",
    [own.id],
  );
  expect(log.at(-1)?.token).toBe(stored?.token);
});

test("a write that changes nothing leaves no revision", async () => {
  const flag = await service.flag(project);
  const before = await changes();
  expect(await send("PATCH", `/flags/${flag.id}`, { name: flag.name })).toBe(200);
  expect(await changes()).toEqual(before);
});

test("the last thousand revisions are kept", async () => {
  const own = await service.project();
  await service.stored.query("UPDATE projects SET revision = 1001 WHERE id = $1", [own.id]);
  await service.stored.query(
    `INSERT INTO project_changes (project_id, revision, token, flag_ids, segment_ids)
     SELECT $1, revision, gen_random_uuid(), '{}', '{}' FROM generate_series(1, 1001) AS revision`,
    [own.id],
  );
  await service.flag(own);
  const kept = (await changes(own)).map(({ revision }) => Number(revision));
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([1_000, 3, 1_002]);
});

test("a project's log goes with the project", async () => {
  const own = await service.project();
  await service.flag(own);
  expect(await send("DELETE", `/flags/projects/${own.id}?confirm=${own.slug}`)).toBe(204);
  expect(await changes(own)).toEqual([]);
});
