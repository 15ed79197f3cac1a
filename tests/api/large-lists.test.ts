import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { contractService } from "../support/contract-service";

const service = contractService();

const MIB = 2 ** 20;

/** Segments with lists of 4 MiB each, oldest first. They are stored directly: what is tested is how they are read. */
async function largeSegments(projectId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const condition = { key: "user_id", operator: "in", value: [] };
  const [head, tail] = JSON.stringify([condition]).split("[]");
  await service.stored.query(
    `INSERT INTO segments (id, project_id, name, match_type, rules, created_at, updated_at)
     SELECT id, $2, 'Segment ' || place, 'all', ($3 || '["' || repeat('x', $4) || '"]' || $5)::json,
       now() + place * interval '1 second', now()
     FROM unnest($1::uuid[]) WITH ORDINALITY AS listed(id, place)`,
    [ids, projectId, head, 4 * MIB, tail],
  );
  return ids;
}

test("a page of large segments ends before it has 16 MiB, and the next one goes on from there", async () => {
  const project = await service.project();
  const ids = await largeSegments(project.id, 7);
  const pages: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { status, body } = await service.call(
      "GET",
      `/api/v1/flags/segments?project_id=${project.id}&limit=200${after}`,
    );
    expect(status).toBe(200);
    pages.push(body.data.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor;
  }
  expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
});

test("a list of segments of more than 64 MiB is given in pages only", async () => {
  const project = await service.project();
  const path = `/api/v1/flags/segments?project_id=${project.id}`;
  await largeSegments(project.id, 15);
  expect((await service.call("GET", path)).body.data).toHaveLength(15);
  await largeSegments(project.id, 1);
  const { status, body } = await service.call("GET", path);
  expect([status, body]).toEqual([
    400,
    { error: "The list has more than 64 MiB: ask for it in pages, with limit and cursor" },
  ]);
  expect((await service.call("GET", `${path}&search=Segment%2015`)).body.data).toHaveLength(1);
});
