import { expect, test } from "vitest";
import { ownService } from "../support/api-service";

const service = ownService();

/** The value of a series that a scrape shows, or undefined. */
async function scraped(series: string): Promise<number | undefined> {
  const { text } = await service.call("GET", "/metrics");
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function flagInProject(): Promise<{ project: string; flag: string }> {
  const project = await service.call("POST", "/api/v1/flags/projects", { body: { name: "Shop" } });
  const { id } = project.body.data;
  const body = { project_id: id, key: "secret-launch", flag_type: "boolean", enabled: true };
  const flag = await service.call("POST", "/api/v1/flags", { body });
  return { project: id, flag: flag.body.data.id };
}

const evaluate = (project: string, user: string) =>
  service.call("POST", "/api/v1/flags/evaluate", {
    body: { project_id: project, flag_key: "secret-launch", context: { user_id: user } },
  });

test("evaluations are counted by project, environment and reason, also across a change and a flush", async () => {
  const { flushEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
  const { project, flag } = await flagInProject();
  for (let count = 0; count < 3; count += 1) await evaluate(project, "u");
  const labels = `project="${project}",environment="production"`;
  expect(await scraped(`guidon_evaluations_total{${labels},reason="STATIC"}`)).toBe(3);
  await flushEvaluationCounts();
  await service.call("POST", `/api/v1/flags/${flag}/rules`, {
    body: { environment: "production", conditions: [], value: true },
  });
  await evaluate(project, "u");
  expect(await scraped(`guidon_evaluations_total{${labels},reason="STATIC"}`)).toBe(3);
  expect(await scraped(`guidon_evaluations_total{${labels},reason="TARGETING_MATCH"}`)).toBe(1);
  expect(await scraped(`guidon_ruleset_revision{${labels}}`)).toBe(await service.stored.revision(project));
  expect(await scraped(`guidon_ruleset_age_seconds{${labels}}`)).toBeLessThan(60);
});

test("requests are counted by template and status, whatever their paths are", async () => {
  const seen = `guidon_http_request_duration_seconds_count{route="/api/v1/flags/[flag_id]",method="GET",status="404"}`;
  const before = (await scraped(seen)) ?? 0;
  for (let count = 0; count < 5; count += 1) await service.call("GET", `/api/v1/flags/unknown-${count}?x=${count}`);
  for (let count = 0; count < 5; count += 1) await service.call("GET", `/api/nowhere-${count}`);
  for (const method of ["PURGE", "LOCK", "DELETE"]) await service.call(method, "/api/v1/me");
  expect(await scraped(seen)).toBe(before + 5);
  expect(
    await scraped(`guidon_http_request_duration_seconds_bucket{route="none",method="GET",status="404",le="+Inf"}`),
  ).toBe(5);
  const other = `guidon_http_request_duration_seconds_count{route="/api/v1/me",method="other",status="405"}`;
  expect(await scraped(other)).toBe(3);
  const { text } = await service.call("GET", "/metrics");
  for (const method of ["PURGE", "LOCK"]) expect(text).not.toContain(method);
  expect(text).not.toContain("nowhere");
  expect(text).not.toContain("unknown-");
});

test("what the process holds is there, and nothing secret is", async () => {
  const { key } = await service.createKey();
  const { project } = await flagInProject();
  await service.call("GET", "/api/v1/flags/projects", { key });
  await evaluate(project, "user-of-ours");
  const { text, headers } = await service.call("GET", "/metrics");
  expect(headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const name of [
    'guidon_build_info{version="',
    "guidon_streams 0",
    'guidon_analysis_tasks{state="waiting"} 0',
    'guidon_database_connections{state="total"}',
    'guidon_database_connections{state="waiting"}',
    "nodejs_eventloop_lag_p99_seconds",
    "process_resident_memory_bytes",
  ])
    expect(text).toContain(name);
  for (const secret of [key, "user-of-ours", "postgresql:"]) expect(text).not.toContain(secret);
});

test("only a key that may read flags in every project gets them", async () => {
  const { project } = await flagInProject();
  const evaluating = await service.createKey({ scopes: ["flags:evaluate"] });
  const { body } = await service.call("GET", `/api/v1/flags/projects/${project}`);
  const restricted = await service.createKey({ scopes: ["flags:read"], projectSlugs: [body.data.slug] });
  expect((await service.call("GET", "/metrics", { key: null })).status).toBe(401);
  expect((await service.call("GET", "/metrics", { key: evaluating.key })).status).toBe(403);
  expect((await service.call("GET", "/metrics", { key: restricted.key })).status).toBe(403);
  const reading = await service.createKey({ scopes: ["flags:read"] });
  expect((await service.call("GET", "/metrics", { key: reading.key })).status).toBe(200);
});

test("healthz says which version runs", async () => {
  const { version } = await import("@/package.json");
  expect((await service.call("GET", "/healthz", { key: null })).body).toEqual({ status: "ok", version });
});
