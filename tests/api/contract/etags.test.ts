import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const STALE = '"c3RhbGU"';

/** One of each kind of resource, and a change that is possible for it. */
async function resources(): Promise<{ path: string; change: object; confirm?: string }[]> {
  const project = await service.project();
  const { id: flagId } = await service.flag(project.id);
  const { id: segmentId } = await service.segment(project.id);
  const { id: ruleId } = await service.rule(flagId);
  return [
    { path: `/api/v1/flags/${flagId}/rules/${ruleId}`, change: { percentage: 10 } },
    { path: `/api/v1/flags/segments/${segmentId}`, change: { name: "Changed" } },
    { path: `/api/v1/flags/${flagId}`, change: { description: "Changed" } },
    { path: `/api/v1/flags/projects/${project.id}`, change: { name: "Changed" }, confirm: `?confirm=${project.slug}` },
  ];
}

describe("single resource", () => {
  test("a single resource has a strong tag: one for each state, whichever method tells it", async () => {
    const tags = new Set<string>();
    for (const { path, change } of await resources()) {
      const first = await service.call("GET", path);
      const again = await service.call("GET", path);
      const patched = await service.call("PATCH", path, { body: change });
      const after = await service.call("GET", path);
      const [one, two] = [first.headers.get("etag"), after.headers.get("etag")];
      expect(one, path).toMatch(/^"[\w-]+"$/);
      expect(again.headers.get("etag"), path).toBe(one);
      expect(two, path).not.toBe(one);
      expect(patched.headers.get("etag"), path).toBe(two);
      tags.add(one ?? "").add(two ?? "");
    }
    expect(tags.size).toBe(8);
  });

  test("a single resource keeps its tag on every way to read it, whatever its values are", async () => {
    const { id } = await service.project();
    const value = {
      float: 0.1,
      big: 1e21,
      tiny: 5e-324,
      text: 'ü \u2028 "',
      nested: [null, { a: [] }],
      "1": 1,
      __proto: 2,
    };
    const created = await service.call("POST", "/api/v1/flags", {
      body: {
        project_id: id,
        key: "json",
        flag_type: "json",
        default_value: value,
        scheduled_at: "2100-01-01T00:00:00Z",
      },
    });
    const tag = created.headers.get("etag") ?? "";
    const path = `/api/v1/flags/${created.body.data.id}`;
    expect((await service.call("GET", path)).headers.get("etag")).toBe(tag);
    expect((await service.call("PATCH", path, { body: { enabled: true }, headers: { "if-match": tag } })).status).toBe(
      200,
    );
  });

  test("a single resource is 304 without a body to a client whose copy is current", async () => {
    for (const { path, change } of await resources()) {
      const tag = (await service.call("GET", path)).headers.get("etag") ?? "";
      for (const condition of [tag, `W/${tag}`, `${STALE}, ${tag}`, "*"]) {
        for (const method of ["GET", "HEAD"]) {
          const answer = await service.call(method, path, { headers: { "if-none-match": condition } });
          expect({ condition, status: answer.status, text: answer.text }).toEqual({ condition, status: 304, text: "" });
          expect(answer.headers.get("etag")).toBe(tag);
        }
      }
      await service.data("PATCH", path, change);
      expect((await service.call("GET", path, { headers: { "if-none-match": tag } })).status).toBe(200);
    }
  });

  test("a single resource is not changed or deleted on a stale If-Match: 412 with what there is now", async () => {
    for (const { path, change, confirm = "" } of await resources()) {
      const before = await service.call("GET", path);
      const tag = before.headers.get("etag") ?? "";
      for (const condition of [STALE, `W/${STALE}`, tag.slice(1, -1), `${tag.slice(0, -1)}-v2"`, `${STALE}, "other"`]) {
        const headers = { "if-match": condition };
        const patched = await service.call("PATCH", path, { body: change, headers });
        const deleted = await service.call("DELETE", path + confirm, { headers });
        for (const { status, body } of [patched, deleted]) {
          expect({ condition, status }).toEqual({ condition, status: 412 });
          expect(body).toEqual({ error: expect.any(String), current: before.body.data });
        }
      }
      expect((await service.call("GET", path)).body).toEqual(before.body);
    }
  });

  test("a single resource is changed on a fresh If-Match that a compressing proxy weakened", async () => {
    for (const { path, change } of await resources()) {
      for (const [index, rewritten] of [
        (tag: string) => `W/${tag}`,
        (tag: string) => `${tag.slice(0, -1)}-gzip"`,
        (tag: string) => `W/${tag.slice(0, -1)}-br"`,
        (tag: string) => `${tag.slice(0, -1)};gzip"`,
      ].entries()) {
        const tag = (await service.call("GET", path)).headers.get("etag") ?? "";
        const headers = { "if-match": rewritten(tag), "if-none-match": rewritten(tag) };
        expect((await service.call("GET", path, { headers })).status).toBe(304);
        expect((await service.call("PATCH", path, { body: change, headers })).status).toBe(200);
        // Another state, so that the tag is stale from here on.
        const renamed = "percentage" in change ? { percentage: 20 + index } : { ...change, name: randomUUID() };
        await service.call("PATCH", path, { body: renamed });
        expect((await service.call("PATCH", path, { body: change, headers })).status).toBe(412);
      }
    }
  });

  test("a single resource is changed and deleted on a fresh If-Match, in a list or as *", async () => {
    for (const { path, change, confirm = "" } of await resources()) {
      const tag = (await service.call("GET", path)).headers.get("etag") ?? "";
      const patched = await service.call("PATCH", path, { body: change, headers: { "if-match": `${STALE}, ${tag}` } });
      expect(patched.status, path).toBe(200);
      const again = await service.call("PATCH", path, { body: change, headers: { "if-match": tag } });
      expect(again.status, path).toBe(412);
      expect((await service.call("PATCH", path, { body: change, headers: { "if-match": "*" } })).status).toBe(200);
      const fresh = { "if-match": patched.headers.get("etag") ?? "" };
      expect((await service.call("DELETE", path + confirm, { headers: fresh })).status, path).toBe(204);
    }
  });

  test("a single resource that is not there is 404, whatever If-Match says", async () => {
    for (const path of [`segments/${randomUUID()}`, randomUUID(), `projects/${randomUUID()}`]) {
      const { status } = await service.call("PATCH", `/api/v1/flags/${path}`, {
        body: {},
        headers: { "if-match": "*" },
      });
      expect(status).toBe(404);
    }
  });
});

describe("list of rules", () => {
  async function threeRules(): Promise<{ path: string; ids: string[] }> {
    const { id: projectId } = await service.project();
    const { id: flagId } = await service.flag(projectId);
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await service.rule(flagId)).id);
    return { path: `/api/v1/flags/${flagId}/rules`, ids };
  }
  const tagOf = async (path: string) => (await service.call("GET", path)).headers.get("etag") ?? "";

  test("the list of rules has a tag that changes with the list, and comes back with it", async () => {
    const { path, ids } = await threeRules();
    const tags = [await tagOf(path)];
    await service.data("PATCH", `${path}/${ids[1]}`, { percentage: 5 });
    tags.push(await tagOf(path));
    await service.data("PUT", `${path}/order`, { environment: "production", rule_ids: [ids[2], ids[0], ids[1]] });
    tags.push(await tagOf(path));
    await service.data("POST", path, { environment: "production", conditions: [], value: false });
    tags.push(await tagOf(path));
    await service.data("DELETE", `${path}/${ids[0]}`);
    tags.push(await tagOf(path));
    expect(new Set(tags).size).toBe(tags.length);
    const held = await service.call("GET", path, { headers: { "if-none-match": tags.at(-1) ?? "" } });
    expect(held.status).toBe(304);
  });

  test("the list of rules is not reordered from a stale list: 412 with the list as it is", async () => {
    const { path, ids } = await threeRules();
    const tag = await tagOf(path);
    await service.data("POST", path, { environment: "production", conditions: [], value: false });
    const now = await service.call("GET", path);
    const { status, body } = await service.call("PUT", `${path}/order`, {
      body: { environment: "production", rule_ids: [...ids].reverse() },
      headers: { "if-match": tag },
    });
    expect(status).toBe(412);
    expect(body).toEqual({ error: expect.any(String), current: now.body.data });
    expect((await service.call("GET", path)).body).toEqual(now.body);
  });

  test("the list of rules is reordered on its own tag, and the answer has the new list's tag", async () => {
    const { path, ids } = await threeRules();
    const order = (rule_ids: string[], tag: string) =>
      service.call("PUT", `${path}/order`, {
        body: { environment: "production", rule_ids },
        headers: { "if-match": tag },
      });
    const first = await order([...ids].reverse(), await tagOf(path));
    expect(first.status).toBe(200);
    expect(first.body.data.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse());
    expect(first.headers.get("etag")).toBe(await tagOf(path));
    expect((await order(ids, await tagOf(`${path}?limit=200`))).status).toBe(200);
    expect((await order([...ids].reverse(), await tagOf(`${path}?limit=2`))).status).toBe(412);
  });
});

test("the last page's tag changes when a page follows it", async () => {
  const { id } = await service.project();
  await service.flag(id);
  const path = `/api/v1/flags?project_id=${id}&limit=1`;
  const alone = await service.call("GET", path);
  await service.flag(id);
  const followed = await service.call("GET", path, { headers: { "if-none-match": alone.headers.get("etag") ?? "" } });
  expect(alone.body.next_cursor).toBeNull();
  expect(followed.status).toBe(200);
  expect(followed.body.next_cursor).toEqual(expect.any(String));
});
