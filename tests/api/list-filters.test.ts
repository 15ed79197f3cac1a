import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "../support/service";

let service: TestService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const project = async (name: string) =>
  (await service.call("POST", "/api/v1/flags/projects", { body: { name } })).body.data;
const flag = async (projectId: string, key: string) =>
  (await service.call("POST", "/api/v1/flags", { body: { project_id: projectId, key, flag_type: "boolean" } })).body
    .data;
async function segment(projectId: string, name: string) {
  const body = { project_id: projectId, name, rules: [], match_type: "all" };
  return (await service.call("POST", "/api/v1/flags/segments", { body })).body.data;
}
const rule = (flagId: string, environment: string, segmentId: string | null = null) =>
  service.call("POST", `/api/v1/flags/${flagId}/rules`, {
    body: { environment, conditions: [], value: true, segment_id: segmentId },
  });

describe("what the pages look up by the names in their addresses", () => {
  it("finds a project by its slug, exactly", async () => {
    const shop = await project("Slug Shop");
    await project("Slug Shop Two");
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-shop");
    expect(found.body).toEqual({ data: [shop] });
    const none = await service.call("GET", "/api/v1/flags/projects?slug=slug");
    expect(none.body).toEqual({ data: [] });
  });

  it("hides a project from a key that is limited to another, whatever slug it asks for", async () => {
    const mine = await project("Slug Mine");
    await project("Slug Theirs");
    const { key } = await service.createKey({ projectIds: [mine.id] });
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-theirs", { key });
    expect(found.body).toEqual({ data: [] });
  });

  it("finds a flag by its key, in the case it was written in", async () => {
    const { id } = await project("Key lookup");
    const checkout = await flag(id, "checkout");
    await flag(id, "Checkout");
    await flag(id, "checkout-2");
    const found = await service.call("GET", `/api/v1/flags?project_id=${id}&key=checkout`);
    expect(found.body).toEqual({ data: [checkout] });
  });
});

describe("what a list can carry besides", () => {
  it("counts each flag's rules by environment when asked, and says nothing of them otherwise", async () => {
    const { id } = await project("Rule counts");
    const used = await flag(id, "used");
    const unused = await flag(id, "unused");
    await rule(used.id, "production");
    await rule(used.id, "production");
    await rule(used.id, "staging");
    const counted = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=rule_counts`);
    expect(counted.body.data).toEqual([
      { ...used, rule_counts: { production: 2, staging: 1 } },
      { ...unused, rule_counts: {} },
    ]);
    const plain = await service.call("GET", `/api/v1/flags?project_id=${id}`);
    expect(plain.body.data).toEqual([used, unused]);
  });

  it("counts the rules that link to each segment when asked, on every page of the list", async () => {
    const { id } = await project("Segment counts");
    const used = await segment(id, "Used");
    const unused = await segment(id, "Unused");
    const linked = await flag(id, "linked");
    await rule(linked.id, "production", used.id);
    await rule(linked.id, "staging", used.id);
    const path = `/api/v1/flags/segments?project_id=${id}&include[]=rule_count`;
    const counted = await service.call("GET", path);
    expect(counted.body.data).toEqual([
      { ...used, rule_count: 2 },
      { ...unused, rule_count: 0 },
    ]);
    const first = await service.call("GET", `${path}&limit=1`);
    expect(first.body.data).toEqual([{ ...used, rule_count: 2 }]);
    const second = await service.call("GET", `${path}&limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body).toEqual({ data: [{ ...unused, rule_count: 0 }], next_cursor: null });
  });

  it("refuses to include what there is not", async () => {
    const { id } = await project("Unknown include");
    const answer = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=secrets`);
    expect(answer.status).toBe(400);
  });
});
