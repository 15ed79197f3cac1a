import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FlagdProvider } from "@openfeature/flagd-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";

const service = ownService();
const ADDRESS = "/flagd/v1/flags.json";
let project: Project;
/** What an application would be given. */
let key: string;

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({
    scopes: ["flags:ruleset"],
    projectSlugs: [project.slug],
    environments: ["production"],
  }));
  const segment = await service.segment(project.id, { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const flag = await service.flag(project.id, { key: "checkout", enabled: true });
  await service.rule(flag.id, { segment_id: segment.id });
  const search = await service.flag(project.id, { key: "search", enabled: true });
  await service.rule(search.id, { percentage: 10 });
  await service.rule(search.id, { conditions: [{ attribute: "email", operator: "regex", value: "^a" }] });
});

const read = (asked = "", options: object = {}) => service.call("GET", ADDRESS + asked, { key, ...options });

test("a key for one environment of a project gets its flags, without naming it, until they change", async () => {
  const { status, body, headers } = await read();
  expect(status).toBe(200);
  expect(body.metadata).toEqual({
    flagSetId: `${project.slug}/production`,
    scope: `${project.slug}/production`,
    leftOut: "search: rule 2 uses a pattern",
  });
  expect(Object.keys(body.flags)).toEqual(["checkout"]);
  const etag = headers.get("etag") ?? "";
  const unchanged = () => read("?environment=production", { headers: { "if-none-match": etag } });
  expect((await unchanged()).status).toBe(304);
  // A change that flagd's clients cannot see is none.
  await service.flag(project.id, { key: "elsewhere", environments: { staging: { enabled: true } } });
  const fresh = await unchanged();
  expect([fresh.status, Object.keys(fresh.body.flags)]).toEqual([200, ["checkout", "elsewhere"]]);
});

test("what the key is not for is refused, and what there is not is not found", async () => {
  expect((await read("?environment=staging")).status).toBe(403);
  const { id } = await service.project();
  expect((await read(`?project_id=${id}`)).status).toBe(403);
  const everywhere = { key: (await service.createKey({ scopes: ["flags:ruleset"] })).key };
  expect((await read("", everywhere)).status).toBe(400);
  expect((await read(`?project_id=${project.id}&environment=moon`, everywhere)).status).toBe(404);
  const evaluation = { key: (await service.createKey({ scopes: ["flags:evaluate"] })).key };
  expect((await read(`?project_id=${project.id}`, evaluation)).status).toBe(403);
});

test("flagd's provider evaluates from it as a file", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "flagd-"));
  const offlineFlagSourcePath = path.join(dir, "flags.json");
  await writeFile(offlineFlagSourcePath, (await read()).text);
  await OpenFeature.setProviderAndWait(
    "file",
    new FlagdProvider({ resolverType: "in-process", offlineFlagSourcePath }),
  );
  const client = OpenFeature.getClient("file");
  expect(await client.getBooleanDetails("checkout", false, { plan: "pro" })).toMatchObject({
    value: true,
    variant: "on",
    reason: "TARGETING_MATCH",
    flagMetadata: { flagSetId: `${project.slug}/production` },
  });
  expect(await client.getBooleanValue("checkout", true, { plan: "free" })).toBe(false);
  expect(await client.getBooleanDetails("search", true)).toMatchObject({ value: true, errorCode: "FLAG_NOT_FOUND" });
  await rm(dir, { recursive: true });
});

afterAll(() => OpenFeature.close());
