import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import { answersOf, type Description } from "./response-schemas";
import { type Answer, startService, type TestService } from "./service";

/** Everything that the contract asks of a test's service, and short ways to things that a test needs to be there. */
export interface ContractService extends TestService {
  /** Asks for what must go well, and gives its data. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  data(method: string, path: string, body?: unknown): Promise<any>;
  project(fields?: object): Promise<{ id: string; slug: string; name: string }>;
  flag(projectId: string, fields?: object): Promise<Flag>;
  segment(projectId: string, fields?: object): Promise<{ id: string; name: string }>;
  rule(flagId: string, fields?: object): Promise<{ id: string; position: number; salt: string }>;
}

/**
 * A service for a test file, from its first test to its last. Every answer is held against the API's own description.
 * @param env settings beside the usual ones.
 */
export function contractService(env: Record<string, string> = {}): ContractService {
  let service: TestService | undefined;
  let answers: ReturnType<typeof answersOf> | undefined;
  const started = (): TestService => {
    if (service === undefined) throw new Error("The service is there in tests, and not while a file is read");
    return service;
  };
  beforeAll(async () => {
    service = await startService(env);
    answers = answersOf(await describeRoutes());
  });
  afterAll(() => service?.close());

  const call: TestService["call"] = async (method, path, options) => {
    const answer: Answer = await started().call(method, path, options);
    answers?.check(method, path, answer);
    return answer;
  };
  const data = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path} → ${answer.status} ${answer.text}`);
    return answer.body?.data;
  };
  return {
    get url() {
      return started().url;
    },
    get databaseUrl() {
      return started().databaseUrl;
    },
    get stored() {
      return started().stored;
    },
    call,
    createKey: (options) => started().createKey(options),
    revokeKey: (id) => started().revokeKey(id),
    close: () => started().close(),
    data,
    project: (fields) => data("POST", "/api/v1/flags/projects", { name: `Project ${randomUUID()}`, ...fields }),
    flag: (projectId, fields) =>
      data("POST", "/api/v1/flags", { project_id: projectId, key: randomUUID(), flag_type: "boolean", ...fields }),
    segment: (projectId, fields) =>
      data("POST", "/api/v1/flags/segments", {
        project_id: projectId,
        name: "Pro users",
        rules: [{ key: "plan", operator: "equals", value: "pro" }],
        match_type: "all",
        ...fields,
      }),
    rule: (flagId, fields) =>
      data("POST", `/api/v1/flags/${flagId}/rules`, {
        environment: "production",
        conditions: [],
        value: true,
        ...fields,
      }),
  };
}

/** The API's description as it is made now. That the committed one is the same is another test's to say. */
async function describeRoutes(): Promise<Description> {
  const [{ buildOpenApi }, { loadRoutes }] = await Promise.all([
    import("@/lib/server/http/openapi"),
    import("@/lib/server/http/route-table"),
  ]);
  const appDir = fileURLToPath(new URL("../../app", import.meta.url));
  // What is made is plain JSON, as a client would read it.
  return JSON.parse(JSON.stringify(buildOpenApi(await loadRoutes(appDir))));
}
