import { expect } from "@playwright/test";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Api } from "./api";

/** Asks for a flag, once for each of so many people of each plan, and waits until the server has stored that. */
export async function askAndCount(
  api: Api,
  project: Project,
  flag: Flag,
  peopleByPlan: Readonly<Record<string, number>>,
): Promise<void> {
  const people = Object.entries(peopleByPlan).flatMap(([plan, count]) =>
    Array.from({ length: count }, (_, index) => ({ user_id: `${plan}-${index}`, plan })),
  );
  for (const context of people) {
    await api.call("POST", "/flags/evaluate", { project_id: project.id, flag_key: flag.key, context });
  }
  const counted = async () => (await api.call("GET", `/flags/${flag.id}/stats`)).total.last_hour;
  // It stores every ten seconds.
  await expect.poll(counted, { timeout: 40_000 }).toBe(people.length);
}
