import type { APIRequestContext } from "@playwright/test";

const SEGMENTS = 5_000;
const RULES = 500;
const AT_ONCE = 20;

/** Makes the first admin with the demo project, and a large project. @returns their slugs */
export async function fill(
  request: APIRequestContext,
  { url, setupToken }: { url: string; setupToken: string },
): Promise<{ demo: string; large: string }> {
  const post = async (path: string, data: object) => {
    const response = await request.post(url + path, { data, headers: { origin: url } });
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()).data;
  };
  const { project_slug: demo } = await post("/api/auth/setup", {
    token: setupToken,
    name: "Bench",
    email: "bench@example.com",
    password: "words for a benchmark",
    start_with: { kind: "demo" },
  });
  const project = await post("/api/v1/flags/projects", { name: "Large" });
  await each(SEGMENTS, (number) =>
    post("/api/v1/flags/segments", {
      project_id: project.id,
      name: `Segment ${number}`,
      description: `Customers of wave ${number}`,
      match_type: number % 2 === 0 ? "all" : "any",
      rules: [
        { key: "plan", operator: "equals", value: "pro" },
        { key: "country", operator: "in", value: ["US", "CA", "GB", "DE", "FR", "JP", "BR"] },
      ],
    }),
  );
  const flag = await post("/api/v1/flags", { project_id: project.id, key: "many-rules", flag_type: "boolean" });
  for (let number = 1; number <= RULES; number += 1) {
    await post(`/api/v1/flags/${flag.id}/rules`, {
      environment: "production",
      conditions: [{ attribute: "user_id", operator: "equals", value: `user-${number}` }],
      value: true,
    });
  }
  return { demo, large: project.slug };
}

async function each(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 1;
  const worker = async () => {
    while (next <= count) {
      const number = next;
      next += 1;
      await work(number);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
