import { expect, onTestFinished, test } from "vitest";
import { startService } from "../../support/service";

test("what a ruleset counted is kept when it is let go before counts were stored for the first time", async () => {
  const service = await startService();
  onTestFinished(() => service.close());
  const { startBackground } = await import("@/lib/server/process/background");
  onTestFinished(startBackground());
  const project = await service.call("POST", "/api/v1/flags/projects", { body: { name: "Shop" } });
  const { id, slug } = project.body.data;
  await service.call("POST", "/api/v1/flags", { body: { project_id: id, key: "launch", flag_type: "boolean" } });
  const evaluate = async () => {
    const body = { project_id: id, flag_key: "launch", context: {} };
    return (await service.call("POST", "/api/v1/flags/evaluate", { body })).status;
  };
  expect(await evaluate()).toBe(200);
  expect((await service.call("DELETE", `/api/v1/flags/projects/${id}?confirm=${slug}`)).status).toBe(204);
  await expect.poll(evaluate).toBe(404);

  const { text } = await service.call("GET", "/metrics");
  const counted = text.split("\n").filter((line) => line.startsWith(`guidon_evaluations_total{project="${id}"`));
  expect(counted).toEqual([expect.stringMatching(/ 1$/)]);
});
