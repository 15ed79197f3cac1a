import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

const list = (projectId: string) => service.data("GET", `/api/v1/flags/attributes?project_id=${projectId}`);

describe("GET /flags/attributes", () => {
  test("GET /flags/attributes counts what the project's rules and segments ask for, most used first", async () => {
    const project = await service.project();
    const flag = await service.flag(project.id);
    const ask = (attribute: string) => ({ attribute, operator: "exists", value: null });
    await service.rule(flag.id, { conditions: [ask("plan"), ask("country"), ask("country")] });
    await service.rule(flag.id, { environment: "staging", conditions: [ask("age")] });
    await service.segment(project.id, { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
    expect(await list(project.id)).toEqual([
      { name: "country", count: 2 },
      { name: "plan", count: 2 },
      { name: "age", count: 1 },
    ]);
  });

  test("GET /flags/attributes tells nothing of another project", async () => {
    const [project, other] = [await service.project(), await service.project()];
    await service.segment(other.id);
    expect(await list(project.id)).toEqual([]);
  });

  test("GET /flags/attributes is 404 for a project that is not there and 400 without one", async () => {
    const missing = await service.call("GET", `/api/v1/flags/attributes?project_id=${randomUUID()}`);
    expect([missing.status, missing.body]).toEqual([404, { error: "Not found" }]);
    const none = await service.call("GET", "/api/v1/flags/attributes");
    expect([none.status, none.body]).toEqual([400, { error: "project_id is required" }]);
  });
});
