import { expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const namesIn = async (path: string): Promise<string[]> =>
  (await service.data("GET", path)).map(({ name }: { name: string }) => name);

test("a list that was asked for before is never older than the request", async () => {
  const { id } = await service.project();
  const path = `/api/v1/flags/segments?project_id=${id}`;
  expect(await namesIn(path)).toEqual([]);
  const [one, other] = [await service.segment(id, { name: "One" }), await service.segment(id, { name: "Other" })];
  expect(await namesIn(path)).toEqual(["One", "Other"]);
  await service.call("PATCH", `/api/v1/flags/segments/${one.id}`, { body: { name: "First" } });
  expect(await namesIn(path)).toEqual(["First", "Other"]);
  await service.call("DELETE", `/api/v1/flags/segments/${one.id}`);
  expect(await namesIn(path)).toEqual(["Other"]);
  await service.call("DELETE", `/api/v1/flags/segments/${other.id}`);
  expect(await namesIn(path)).toEqual([]);
  await service.call("DELETE", `/api/v1/flags/projects/${id}`);
});

test("a change that did not come through the service is seen, too", async () => {
  const { id } = await service.project();
  const path = `/api/v1/flags/segments?project_id=${id}`;
  const { id: segmentId } = await service.segment(id, { name: "One" });
  expect(await namesIn(path)).toEqual(["One"]);
  await service.stored.query("UPDATE segments SET name = 'Mended by hand' WHERE id = $1", [segmentId]);
  expect(await namesIn(path)).toEqual(["Mended by hand"]);
  await service.stored.query(`UPDATE segments SET rules = '[{}]' WHERE id = $1`, [segmentId]);
  expect((await service.call("GET", path)).status).toBe(500);
});

test("every query has its own list, and every page its own", async () => {
  const { id } = await service.project();
  for (const name of ["a1", "a2", "b1"]) await service.segment(id, { name });
  const path = `/api/v1/flags/segments?project_id=${id}`;
  for (const _again of [1, 2]) {
    expect(await namesIn(path)).toEqual(["a1", "a2", "b1"]);
    expect(await namesIn(`${path}&search=A`)).toEqual(["a1", "a2"]);
    const first = (await service.call("GET", `${path}&limit=2`)).body;
    expect(first.data.map(({ name }: { name: string }) => name)).toEqual(["a1", "a2"]);
    const rest = (await service.call("GET", `${path}&limit=2&cursor=${first.next_cursor}`)).body;
    expect([rest.data.map(({ name }: { name: string }) => name), rest.next_cursor]).toEqual([["b1"], null]);
  }
});

test("the order of rules is the list's: a move is seen, and its tag is what a new order needs", async () => {
  const project = await service.project();
  const flag = await service.flag(project.id);
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.push((await service.rule(flag.id)).id);
  const path = `/api/v1/flags/${flag.id}/rules?environment=production`;
  const order = async () => (await service.data("GET", path)).map(({ id }: { id: string }) => id);
  expect(await order()).toEqual(ids);
  const tag = (await service.call("GET", path)).headers.get("etag") ?? "";
  const reversed = ids.toReversed();
  const put = (ifMatch: string) =>
    service.call("PUT", `/api/v1/flags/${flag.id}/rules/order`, {
      body: { environment: "production", rule_ids: reversed },
      headers: { "if-match": ifMatch },
    });
  expect((await put(tag)).status).toBe(200);
  expect(await order()).toEqual(reversed);
  expect((await put(tag)).status).toBe(412);
});
