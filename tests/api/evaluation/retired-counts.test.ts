import { expect, onTestFinished, test } from "vitest";
import { ownService } from "../../support/api-service";

const service = ownService();

test("what a ruleset counted is kept when it is let go before counts were stored for the first time", async () => {
  const { startBackground } = await import("@/lib/server/process/background");
  onTestFinished(startBackground());
  const { id, slug } = await service.project();
  await service.flag(id, { key: "launch" });
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
