import { expect } from "vitest";
import type { ApiService } from "../../support/api-service";
import type { Answer } from "../../support/service";
import type { Fixture, Row } from "./authorization-rows";

/** Where a body tells what something is in production: under its name, or as it says itself. */
export function toldOfProduction(body: unknown, path = "body"): string[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    const place = `${path}.${key}`;
    const isSaid = key === "production" || (key === "environment" && value === "production");
    return [...(isSaid ? [place] : []), ...toldOfProduction(value, place)];
  });
}

/** One project with one of everything. */
export async function makeFixture(service: ApiService): Promise<Fixture> {
  const { id: projectId, slug } = await service.project();
  const { id: flagId, key: flagKey } = await service.flag(projectId, { is_client_visible: true });
  const { id: segmentId } = await service.segment(projectId);
  const { id: ruleId } = await service.rule(flagId, { segment_id: segmentId });
  const expectations = [{ flag_id: flagId, environment: "production", value: true }];
  const testUser = { project_id: projectId, name: "Ada", context: { user_id: "ada" }, expectations };
  const { id: testUserId } = await service.data("POST", "/api/v1/flags/test-users", testUser);
  const deleted = await service.rule(flagId);
  await service.data("DELETE", `/api/v1/flags/${flagId}/rules/${deleted.id}`);
  const [{ id: deletionId }] = await service.data("GET", `/api/v1/flags/audit?project_id=${projectId}&limit=1`);
  return { projectId, slug, flagId, flagKey, segmentId, ruleId, testUserId, deletionId };
}

/** Sends a row's request. @param headers say who sends it, and from where */
export async function sendRow(
  service: ApiService,
  route: string,
  row: Row,
  fixture: Fixture,
  headers: Record<string, string>,
): Promise<Pick<Answer, "status" | "body">> {
  const { path, ...options } = row.request(fixture);
  const [method = ""] = route.split(" ");
  if (row.isStream) {
    // A stream that was let in does not end by itself.
    const listening = new AbortController();
    const response = await fetch(service.url + path, { headers, signal: listening.signal });
    if (response.status === 200) {
      listening.abort();
      return { status: 200, body: undefined };
    }
  }
  return service.call(method, path, { ...options, key: null, headers: { ...options.headers, ...headers } });
}

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

/** A failure's sentence, in whatever words the route's protocol has for it. */
export const said = (row: Row, body: { error: string }) => {
  if (body === INSUFFICIENT && row.scope === "flags:ruleset")
    return { error: expect.stringContaining("flags:ruleset") };
  return row.isOfrep ? { errorDetails: body.error } : body;
};

export const INSUFFICIENT = { error: "Insufficient scope" };
export const FORBIDDEN = { error: "Forbidden" };
