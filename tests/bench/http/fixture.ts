import { send } from "../lib/api";
import type { BuiltServer } from "../lib/built-server";

const FLAGS = 500;
const RULES = 3;

interface Named {
  id: string;
}

/** A project of 500 flags with three rules each: conditions, a segment, and a rollout. */
export async function makeFixture(server: BuiltServer): Promise<{ projectId: string }> {
  const project = await send<Named>(server, "POST", "/flags/projects", { name: "Benchmark" });
  const segment = await send<Named>(server, "POST", "/flags/segments", {
    project_id: project.id,
    name: "Pro users",
    rules: [{ key: "plan", operator: "in", value: ["pro", "enterprise"] }],
    match_type: "all",
  });
  const rules = [
    { conditions: [{ attribute: "country", operator: "in", value: ["US", "CA", "GB"] }], segment_id: segment.id },
    { conditions: [{ attribute: "email", operator: "ends_with", value: "@example.com" }] },
    { conditions: [], percentage: 25 },
  ];
  const makeFlag = async (number: number) => {
    const flag = await send<Named>(server, "POST", "/flags", {
      project_id: project.id,
      key: `flag-${number}`,
      flag_type: "boolean",
      enabled: true,
    });
    for (const rule of rules.slice(0, RULES)) {
      await send(server, "POST", `/flags/${flag.id}/rules`, { environment: "production", value: true, ...rule });
    }
  };
  for (let first = 0; first < FLAGS; first += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, index) => makeFlag(first + index)));
  }
  return { projectId: project.id };
}
