import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { TestService } from "./service";

type Calls = Pick<TestService, "call">;

/** A project that no other test knows. */
export async function makeProject(service: Calls, fields: object = {}): Promise<Project> {
  return made(service, "/api/v1/flags/projects", { name: `Project ${randomUUID()}`, ...fields });
}

export async function makeFlag(service: Calls, project: Pick<Project, "id">, fields: object = {}): Promise<Flag> {
  const key = `flag-${randomUUID()}`;
  return made(service, "/api/v1/flags", { project_id: project.id, key, flag_type: "boolean", ...fields });
}

export async function makeSegment(service: Calls, project: Pick<Project, "id">, fields: object = {}): Promise<Segment> {
  const rules = [{ key: "plan", operator: "equals", value: "pro" }];
  return made(service, "/api/v1/flags/segments", {
    project_id: project.id,
    name: "Pro users",
    rules,
    match_type: "all",
    ...fields,
  });
}

export async function makeRule(service: Calls, flag: Pick<Flag, "id">, fields: object = {}): Promise<Rule> {
  return made(service, `/api/v1/flags/${flag.id}/rules`, {
    environment: "production",
    conditions: [],
    value: true,
    ...fields,
  });
}

export async function listRules(service: Calls, flag: Pick<Flag, "id">, environment = "production"): Promise<Rule[]> {
  const answer = await service.call("GET", `/api/v1/flags/${flag.id}/rules?environment=${environment}`);
  expect(answer.status).toBe(200);
  return answer.body.data;
}

async function made(service: Calls, path: string, body: object) {
  const answer = await service.call("POST", path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.data;
}
