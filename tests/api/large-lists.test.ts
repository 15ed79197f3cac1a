import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";

const service = ownService();

const MIB = 2 ** 20;

/** A list of the API, with rows that are stored directly: what is tested is how they are read. */
interface LargeList {
  readonly name: string;
  /** Makes what the list belongs to. @returns its path with a query, and its owner's id */
  readonly make: () => Promise<{ path: string; owner: string }>;
  /** $1 are the ids, $2 is the owner's, $3 JSON of 4 MiB, `place` counts from 1. */
  readonly insert: string;
}

const large: LargeList[] = [
  {
    name: "segments",
    make: async () => {
      const { id } = await service.project();
      return { path: `/api/v1/flags/segments?project_id=${id}`, owner: id };
    },
    insert: `INSERT INTO segments (id, project_id, name, match_type, rules, created_at)
      SELECT id, $2, 'Row ' || place, 'all',
        ('[{"key": "user_id", "operator": "in", "value": [' || $3 || ']}]')::json, now() + place * interval '1 second'`,
  },
  {
    name: "flags",
    make: async () => {
      const { id } = await service.project();
      return { path: `/api/v1/flags?project_id=${id}`, owner: id };
    },
    insert: `INSERT INTO flags (id, project_id, key, name, tags, flag_type, default_value, created_at)
      SELECT id, $2, translate(id::text, '15', 'xy'), 'Row ' || place, '{}', 'json', $3::json,
        now() + place * interval '1 second'`,
  },
  {
    name: "rules",
    make: async () => {
      const project = await service.project();
      const flag = await service.flag(project.id, { flag_type: "json", default_value: { value: {} } });
      return { path: `/api/v1/flags/${flag.id}/rules?environment=production`, owner: flag.id };
    },
    insert: `INSERT INTO rules (id, flag_id, environment, position, conditions, value, salt)
      SELECT id, $2, 'production', place + (SELECT count(*) FROM rules WHERE flag_id = $2), '[]', $3::json, id`,
  },
];

describe.each(large)("a list of $name", ({ name, make, insert }) => {
  /** Inserts rows of 4 MiB each. @returns their ids in the order of the list */
  async function add(owner: string, count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    await service.stored.query(
      `WITH listed AS (SELECT id, place FROM unnest($1::uuid[]) WITH ORDINALITY AS listed(id, place)) ${insert}
       FROM listed`,
      [ids, owner, JSON.stringify("x".repeat(4 * MIB))],
    );
    return ids;
  }

  test("a page of large rows ends before it has 16 MiB, and the next one goes on from there", async () => {
    const { path, owner } = await make();
    const ids = await add(owner, 7);
    const pages: string[][] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { status, body } = await service.call("GET", `${path}&limit=200${after}`);
      expect(status).toBe(200);
      pages.push(body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    }
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
  });

  test("more than 64 MiB are given in pages only", async () => {
    const { path, owner } = await make();
    await add(owner, 15);
    expect((await service.call("GET", path)).body.data).toHaveLength(15);
    await add(owner, 1);
    const { status, body } = await service.call("GET", path);
    const error = "The list has more than 64 MiB: ask for it in pages, with limit and cursor";
    expect([status, body.error]).toEqual([400, error]);
    if (name !== "rules") expect((await service.call("GET", `${path}&search=Row%2015`)).body.data).toHaveLength(1);
  });
});

test.each([
  ["flags", "INSERT INTO flags (flag_type, default_value, key, tags, id, project_id, name, description)", "flags"],
  ["segments", "INSERT INTO segments (match_type, rules, id, project_id, name, description)", "flags/segments"],
])("names, descriptions and tags count in a list of %s", async (table, insert, path) => {
  const { id } = await service.project();
  const columns = table === "flags" ? "'boolean', 'false', 'f' || n, array_fill('t'::text, '{50}')" : "'all', '[]'";
  await service.stored.query(
    `${insert} SELECT ${columns}, gen_random_uuid(), $1, repeat('€', 200), repeat('€', 2000)
     FROM generate_series(1, 10500) AS n`,
    [id],
  );
  const { status, body } = await service.call("GET", `/api/v1/${path}?project_id=${id}`);
  expect([status, body.error]).toEqual([400, expect.stringContaining("more than 64 MiB")]);
});
