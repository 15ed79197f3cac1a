import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

/**
 * The API as an integration calls it, with a key that may write: to make what a test is about, and to see what became
 * of it.
 */
export interface Api {
  /** @throws Error for every answer that is not a success. @returns `data` of the answer */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  call(method: string, path: string, body?: unknown): Promise<any>;
  makeProject(fields?: Partial<Project>): Promise<Project>;
  makeFlag(project: Pick<Project, "id">, key: string, fields?: Record<string, unknown>): Promise<Flag>;
  makeSegment(project: Pick<Project, "id">, name: string, fields?: Record<string, unknown>): Promise<Segment>;
  makeRule(flag: Pick<Flag, "id">, fields?: Record<string, unknown>): Promise<Rule>;
}

export function connectApi(url: string, key: string): Api {
  const call: Api["call"] = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : (await response.json()).data;
  };
  return {
    call,
    makeProject: (fields = {}) => call("POST", "/flags/projects", { name: "Test project", ...fields }),
    makeFlag: ({ id }, flagKey, fields = {}) =>
      call("POST", "/flags", { project_id: id, key: flagKey, flag_type: "boolean", ...fields }),
    makeSegment: ({ id }, name, fields = {}) =>
      call("POST", "/flags/segments", { project_id: id, name, rules: [], match_type: "all", ...fields }),
    makeRule: ({ id }, fields = {}) =>
      call("POST", `/flags/${id}/rules`, { environment: "production", conditions: [], value: true, ...fields }),
  };
}
