import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { answersOf, type Description } from "./response-schemas";
import { makeFlag, makeProject, makeRule, makeSegment } from "./rule-fixtures";
import { type Answer, startService, type TestService } from "./service";

/** Everything that the contract asks of a test's service, and short ways to things that a test needs to be there. */
export interface ContractService extends TestService {
  /** Asks for what must go well, and gives its data. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  data(method: string, path: string, body?: unknown): Promise<any>;
  project(fields?: object): Promise<Project>;
  flag(projectId: string, fields?: object): Promise<Flag>;
  segment(projectId: string, fields?: object): Promise<Segment>;
  rule(flagId: string, fields?: object): Promise<Rule>;
}

/** The service with the usual settings, of all files that a worker runs: starting one for each file costs seconds. */
let shared: Promise<TestService> | undefined;
let described: Promise<ReturnType<typeof answersOf>> | undefined;

/**
 * The service for a test file. Every answer is held against the API's own description. Other files may have the same
 * service and database, so that a test finds what it made by its id, and never counts what there is in all.
 * @param env settings beside the usual ones: with some, the service is the file's own, and ends with it
 */
export function contractService(env?: Record<string, string>): ContractService {
  let service: TestService | undefined;
  let answers: ReturnType<typeof answersOf> | undefined;
  const started = (): TestService => {
    if (service === undefined) throw new Error("The service is there in tests, and not while a file is read");
    return service;
  };
  beforeAll(async () => {
    if (env === undefined) shared ??= startService();
    service = await (env === undefined ? shared : startService(env));
    described ??= describeRoutes().then(answersOf);
    answers = await described;
  });
  afterAll(async () => {
    if (env !== undefined) await service?.close();
  });

  const call: TestService["call"] = async (method, path, options) => {
    const answer: Answer = await started().call(method, path, options);
    // What a browser asks before a request of another origin is no operation of the API.
    if (method !== "OPTIONS") answers?.check(method, path, answer);
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
    project: (fields) => makeProject({ call }, fields),
    flag: (id, fields) => makeFlag({ call }, { id }, fields),
    segment: (id, fields) => makeSegment({ call }, { id }, fields),
    rule: (id, fields) => makeRule({ call }, { id }, fields),
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
