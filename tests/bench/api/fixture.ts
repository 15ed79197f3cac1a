import { send } from "../lib/api";
import type { BuiltServer } from "../lib/built-server";

interface Named {
  id: string;
}

export interface Fixture {
  projectId: string;
  segmentIds: string[];
  flagId: string;
  ruleIds: string[];
}

export const segmentBody = (projectId: string, number: number) => ({
  project_id: projectId,
  name: `segment-${number}`,
  description: "Customers of a country on some plans",
  rules: [
    { key: "plan", operator: "in", value: ["pro", "team", "enterprise"] },
    { key: "country", operator: "in", value: ["DE", "FR", "GB", "US", "IN", "BR"] },
    { key: "age", operator: "greater_than", value: 18 },
  ],
  match_type: "all",
});

/** A project with 50 segments, and a flag with 20 rules. */
export async function makeFixture(server: BuiltServer): Promise<Fixture> {
  const { id: projectId } = await send<Named>(server, "POST", "/flags/projects", { name: "Benchmark" });
  const segmentIds: string[] = [];
  for (let number = 0; number < 50; number += 1) {
    segmentIds.push((await send<Named>(server, "POST", "/flags/segments", segmentBody(projectId, number))).id);
  }
  const flag = { project_id: projectId, key: "checkout", flag_type: "boolean", enabled: true };
  const { id: flagId } = await send<Named>(server, "POST", "/flags", flag);
  const ruleIds: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const conditions = [{ attribute: "plan", operator: "equals", value: `plan-${number}` }];
    const rule = { environment: "production", conditions, value: true, percentage: number * 5 };
    ruleIds.push((await send<Named>(server, "POST", `/flags/${flagId}/rules`, rule)).id);
  }
  return { projectId, segmentIds, flagId, ruleIds };
}
