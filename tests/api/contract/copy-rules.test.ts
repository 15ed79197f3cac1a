import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

async function twoEnvironments() {
  const { id: projectId } = await service.project();
  const { id: flagId } = await service.flag(projectId);
  const path = `/api/v1/flags/${flagId}/rules`;
  const segment = await service.segment(projectId);
  const conditions = [{ attribute: "country", operator: "in", value: ["US"] }];
  const source = [
    await service.rule(flagId, { environment: "staging", position: 3, percentage: 20, name: "Some", bucket_by: "id" }),
    await service.rule(flagId, {
      environment: "staging",
      position: 8,
      conditions,
      enabled: false,
      segment_id: segment.id,
    }),
  ];
  const own = await service.rule(flagId, { position: 5, value: false });
  const copy = (body: object, headers = {}) => service.call("POST", `${path}/copy`, { body, headers });
  const list = (environment: string) => service.data("GET", `${path}?environment=${environment}`);
  return { projectId, path, source, own, copy, list };
}

/** What a copy has of its own. */
const copied = {
  id: expect.any(String),
  environment: "production",
  created_at: expect.any(String),
  updated_at: expect.any(String),
};

describe("copying rules", () => {
  test("copying rules appends them after its own, salts kept, and leaves the source alone", async () => {
    const { source, own, copy, list } = await twoEnvironments();
    const { status, body } = await copy({ from: "staging", to: "production", mode: "append" });
    expect(status).toBe(200);
    expect(body.data).toEqual([
      own,
      ...source.map((rule, index) => ({ ...rule, ...copied, position: own.position + 1 + index })),
    ]);
    expect(body.data.map(({ salt }: { salt: string }) => salt)).toEqual([own, ...source].map(({ salt }) => salt));
    expect(await list("production")).toEqual(body.data);
    expect(await list("staging")).toEqual(source);
    const ids = [...body.data, ...source].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(5);
  });

  test("copying rules refuses with If-Match when the list that is copied to is not the one that was read", async () => {
    const { source, own, copy, list, path } = await twoEnvironments();
    const read = await service.call("GET", `${path}?environment=production`);
    const ifMatch = { "if-match": read.headers.get("etag") ?? "" };
    const added = await service.data("POST", path, { environment: "production", conditions: [], value: true });
    const replace = { from: "staging", to: "production", mode: "replace" };
    const stale = await copy(replace, ifMatch);
    expect([stale.status, stale.body.current]).toEqual([412, [own, added]]);
    expect(await list("production")).toEqual([own, added]);
    const fresh = await copy(replace, { "if-match": stale.headers.get("etag") ?? "" });
    expect([fresh.status, fresh.body.data]).toEqual([200, source.map((rule) => ({ ...rule, ...copied }))]);
  });

  test("copying rules replaces its own by them, positions and salts kept", async () => {
    const { source, own, copy, list, path } = await twoEnvironments();
    const { status, body } = await copy({ from: "staging", to: "production", mode: "replace" });
    expect(status).toBe(200);
    expect(body.data).toEqual(source.map((rule) => ({ ...rule, ...copied })));
    expect(await list("production")).toEqual(body.data);
    expect((await service.call("GET", `${path}/${own.id}`)).status).toBe(404);
    expect((await copy({ from: "development", to: "production", mode: "replace" })).body.data).toEqual([]);
    expect(await list("production")).toEqual([]);
  });

  test("copying rules into an empty environment starts at 1, and from an empty one writes nothing", async () => {
    const { projectId, source, copy, list } = await twoEnvironments();
    const { body } = await copy({ from: "staging", to: "development", mode: "append" });
    expect(body.data.map(({ position }: { position: number }) => position)).toEqual(
      source.map((_, index) => index + 1),
    );
    await service.data("PATCH", `/api/v1/flags/projects/${projectId}`, {
      environments: ["production", "staging", "development", "empty"],
    });
    const audit = () => service.data("GET", `/api/v1/flags/audit?project_id=${projectId}`);
    const before = [await list("production"), await audit()];
    expect((await copy({ from: "empty", to: "production", mode: "append" })).body.data).toEqual(before[0]);
    expect([await list("production"), await audit()]).toEqual(before);
  });

  test("copying rules needs two environments of the project and a mode", async () => {
    const { copy, list, own } = await twoEnvironments();
    const fields = async (body: object) => {
      const answer = await copy(body);
      expect(answer.status).toBe(422);
      return Object.keys(answer.body.details).sort();
    };
    expect(await fields({})).toEqual(["from", "mode", "to"]);
    expect(await fields({ from: "staging", to: "staging", mode: "append" })).toEqual(["to"]);
    expect(await fields({ from: "qa", to: "prod", mode: "merge" })).toEqual(["from", "mode", "to"]);
    expect(await fields({ from: "staging", to: "production", mode: "append", force: true })).toEqual(["force"]);
    expect(await list("production")).toEqual([own]);
  });
});
