import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Project } from "@/lib/contract/project";
import { evaluate as evaluateInProcess } from "@/lib/targeting";
import { makeFlag, makeProject, makeRule, makeSegment } from "../../support/rule-fixtures";
import { startService, type TestService } from "../../support/service";

let service: TestService;
let project: Project;

beforeAll(async () => {
  service = await startService();
  project = await makeProject(service);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => service.close());

const contexts = [
  {},
  { plan: "pro" },
  { plan: ["free", "pro"] },
  { plan: { name: "pro" } },
  { age: 20, email: "ann@corp.example" },
  { age: "20", email: "ann@elsewhere.example" },
  { age: 17, email: null },
  { company: { country: "DE" } },
  ...Array.from({ length: 20 }, (_, index) => ({ user_id: `user-${index}` })),
];

test("a flag answers over HTTP from generated code as it did from the interpreter, and by its rules once they change", async () => {
  const { rulesetStore } = await import("@/lib/server/live/ruleset-store");
  const flag = await makeFlag(service, project, { enabled: true, flag_type: "string", default_value: "none" });
  const segment = await makeSegment(service, project);
  await makeRule(service, flag, { segment_id: segment.id, value: "segment" });
  const adults = [
    { attribute: "age", operator: "greater_than", value: 18 },
    { attribute: "email", operator: "ends_with", value: "@corp.example" },
  ];
  await makeRule(service, flag, { conditions: adults, value: "adults" });
  const inGermany = [{ attribute: "company.country", operator: "in", value: ["DE", "AT"] }];
  await makeRule(service, flag, { conditions: inGermany, value: "germany" });
  await makeRule(service, flag, { percentage: 50, value: "half" });
  const ask = (context: object) =>
    service.call("POST", "/api/v1/flags/evaluate", {
      body: { project_id: project.id, flag_key: flag.key, context },
    });
  const answers = async () => {
    const all = [];
    for (const context of contexts) all.push((await ask(context)).body.data);
    return all;
  };

  const interpreted = await answers();
  expect(new Set(interpreted.map(({ value }) => value))).toEqual(
    new Set(["none", "segment", "adults", "germany", "half"]),
  );
  const found = await rulesetStore().get(project.id, "production");
  if (found.kind !== "found") throw new Error("no ruleset is held");
  const made = vi.spyOn(globalThis, "Function");
  for (let time = 0; time < 100_000; time += 1) evaluateInProcess(found.live.ruleset, flag.key, {});
  expect(made).toHaveBeenCalledTimes(1);
  expect(await answers()).toEqual(interpreted);

  await service.call("PATCH", `/api/v1/flags/segments/${segment.id}`, {
    body: { rules: [{ key: "plan", operator: "equals", value: "gold" }] },
  });
  expect((await ask({ plan: "pro" })).body.data.value).toBe("none");
  expect((await ask({ plan: "gold" })).body.data.value).toBe("segment");
});
