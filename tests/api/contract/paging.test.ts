import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

interface Listed {
  name: string;
  path: string;
  /** Adds one at the end of the list. */
  add(): Promise<{ id: string }>;
}

async function lists(): Promise<Listed[]> {
  const { id: projectId } = await service.project();
  const { id: flagId } = await service.flag((await service.project()).id);
  return [
    { name: "flags", path: `/api/v1/flags?project_id=${projectId}`, add: () => service.flag(projectId) },
    { name: "segments", path: `/api/v1/flags/segments?project_id=${projectId}`, add: () => service.segment(projectId) },
    { name: "rules", path: `/api/v1/flags/${flagId}/rules?environment=production`, add: () => service.rule(flagId) },
  ];
}

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

/** Follows next_cursor from the first page to the last. */
async function walk(
  path: string,
  limit: number,
  between: () => Promise<unknown> = async () => {},
): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const next: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await service.call("GET", `${path}&limit=${limit}${next}`);
    expect(status).toBe(200);
    pages.push(idsOf(body.data));
    cursor = body.next_cursor;
    if (cursor !== null) await between();
  }
  return pages;
}

describe("lists", () => {
  test("lists without limit are complete, oldest first, and have no cursor", async () => {
    for (const { name, path, add } of await lists()) {
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) ids.push((await add()).id);
      const { body } = await service.call("GET", path);
      expect(Object.keys(body), name).toEqual(["data"]);
      const inOrder = [...body.data].sort((a, b) =>
        a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? -1 : 1,
      );
      expect(idsOf(body.data), name).toEqual(idsOf(inOrder));
      expect(new Set(idsOf(body.data)), name).toEqual(new Set(ids));
    }
  });

  test("lists are walked page by page without a gap or a repeat, in the whole list's order", async () => {
    for (const { name, path, add } of await lists()) {
      for (let count = 0; count < 7; count += 1) await add();
      const whole = idsOf((await service.call("GET", path)).body.data);
      for (const limit of [1, 2, 3, 7, 8, 200]) {
        const pages = await walk(path, limit);
        expect(pages.flat(), `${name} by ${limit}`).toEqual(whole);
        expect(pages, `${name} by ${limit}`).toHaveLength(Math.ceil(7 / limit));
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }
    }
  });

  test("lists keep their pages while rows are added: none is lost or repeated, new ones come last", async () => {
    for (const { name, path, add } of await lists()) {
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) ids.push((await add()).id);
      const before = idsOf((await service.call("GET", path)).body.data);
      const added: string[] = [];
      const pages = await walk(path, 2, async () => {
        if (added.length < 2) added.push((await add()).id);
      });
      expect(pages.flat(), name).toEqual([...before, ...added]);
    }
  });

  test("lists go on after the row that the cursor names was deleted", async () => {
    for (const { name, path, add } of await lists()) {
      for (let count = 0; count < 4; count += 1) await add();
      const whole = idsOf((await service.call("GET", path)).body.data);
      const first = await service.call("GET", `${path}&limit=2`);
      const one = name === "flags" ? "/api/v1/flags" : path.replace(/\?.*/, "");
      await service.data("DELETE", `${one}/${whole[1]}`);
      const rest = await service.call("GET", `${path}&cursor=${first.body.next_cursor}&limit=10`);
      expect(idsOf(rest.body.data), name).toEqual(whole.slice(2));
      expect(rest.body.next_cursor, name).toBeNull();
    }
  });

  test("lists of a cursor without limit are the rest", async () => {
    for (const { name, path, add } of await lists()) {
      for (let count = 0; count < 4; count += 1) await add();
      const whole = idsOf((await service.call("GET", path)).body.data);
      const first = await service.call("GET", `${path}&limit=1`);
      const rest = await service.call("GET", `${path}&cursor=${first.body.next_cursor}`);
      expect(idsOf(rest.body.data), name).toEqual(whole.slice(1));
    }
  });

  test("lists that are empty are an empty page with a null cursor", async () => {
    for (const { path } of await lists()) {
      expect((await service.call("GET", `${path}&limit=5`)).body).toEqual({ data: [], next_cursor: null });
    }
  });

  test.each(["0", "201", "-1", "1.5", "abc", "", "1e2", "0x10", "٣", "9999999999"])(
    "lists refuse limit=%s",
    async (limit) => {
      for (const { path } of await lists()) {
        const { status, body } = await service.call("GET", `${path}&limit=${encodeURIComponent(limit)}`);
        expect({ path, status, body }).toEqual({
          path,
          status: 400,
          body: { error: "limit must be a whole number from 1 to 200" },
        });
      }
    },
  );

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = "00000000-0000-4000-8000-000000000000";
  test.each([
    ["text", "abc"],
    ["empty", ""],
    ["too long", "a".repeat(600)],
    ["another shape", encoded({})],
    ["no position", encoded([])],
    ["a position of text", encoded(["1", id])],
    ["an id that is none", encoded([1, "x"])],
    ["a fraction", encoded([1.5])],
    ["past every instant", encoded([8.64e15 + 1, id])],
    ["before every instant", encoded([-8.64e15, id])],
    ["more than it should have", encoded([1, id, 2])],
  ])("lists refuse a cursor that is %s", async (_, cursor) => {
    for (const { path } of await lists()) {
      const { status, body } = await service.call("GET", `${path}&cursor=${encodeURIComponent(cursor)}`);
      expect({ path, status }).toEqual({ path, status: 400 });
      expect(body.error).toMatch(/^cursor /);
    }
  });

  test("lists take any position that a cursor can say", async () => {
    const [flags, segments, rules] = await lists();
    await rules?.add();
    for (const [position, count] of [
      [-(2 ** 53 - 1), 1],
      [2 ** 53 - 1, 0],
    ] as const) {
      const { status, body } = await service.call("GET", `${rules?.path}&cursor=${encoded([position])}`);
      expect({ status, count: body.data?.length }).toEqual({ status: 200, count });
    }
    for (const list of [flags, segments]) {
      await list?.add();
      for (const [at, count] of [
        [0, 1],
        [8.64e15, 0],
      ] as const) {
        const { status, body } = await service.call("GET", `${list?.path}&cursor=${encoded([at, id])}`);
        expect({ status, count: body.data?.length }).toEqual({ status: 200, count });
      }
    }
  });
});

test("the list of projects is walked as the others are", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.push((await service.project()).id);
  const whole = idsOf((await service.call("GET", "/api/v1/flags/projects?")).body.data);
  expect(whole).toEqual(expect.arrayContaining(ids));
  const pages = await walk("/api/v1/flags/projects?", 2);
  expect(pages.flat()).toEqual(whole);
});

test("the history is newest first and paged even when nobody asks: 50 entries, then the rest", async () => {
  const { id } = await service.project();
  for (let count = 0; count < 52; count += 1) await service.segment(id);
  const path = `/api/v1/flags/audit?project_id=${id}`;
  const first = await service.call("GET", path);
  expect(first.body.data).toHaveLength(50);
  const rest = await service.call("GET", `${path}&cursor=${first.body.next_cursor}`);
  expect(rest.body.data).toHaveLength(3);
  expect(rest.body.next_cursor).toBeNull();
  expect(rest.body.data.at(-1)).toMatchObject({ action: "project.created" });
  const pages = await walk(path, 20);
  expect(pages.flat()).toEqual(idsOf([...first.body.data, ...rest.body.data]));
});
