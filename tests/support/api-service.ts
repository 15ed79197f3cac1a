import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { answersOf, type Description } from "./response-schemas";
import { startService, type TestService } from "./service";

/** An id, or what has it. */
type Ref = string | { readonly id: string };

/** Short ways to things that a test needs to be there. Each fails the test when the service refuses. */
interface Fixtures {
  /** Asks for what must go well, and gives its data. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  data(method: string, path: string, body?: unknown): Promise<any>;
  /** A project that no other test knows. */
  project(fields?: object): Promise<Project>;
  flag(project: Ref, fields?: object): Promise<Flag>;
  segment(project: Ref, fields?: object): Promise<Segment>;
  rule(flag: Ref, fields?: object): Promise<Rule>;
  /** The rules of a flag, in order. */
  rules(flag: Ref, environment?: string): Promise<Rule[]>;
}

/** The API as a test file has it: its service, and the fixtures. */
export type ApiService = TestService & Fixtures;

/** How long the first start may take: it loads the server and makes a database. */
const START_MS = 60_000;

/** The service with the usual settings, of all files that a worker runs: starting one for each file costs seconds. */
let shared: Promise<TestService> | undefined;
let described: Promise<ReturnType<typeof answersOf>> | undefined;

/**
 * A service that other test files may have, too, with its database: a test finds what it made by its id, and never
 * counts what there is in all. Every answer is held against the API's own description.
 */
export function sharedService(): ApiService {
  return duringTests(() => {
    shared ??= startService();
    return shared;
  });
}

/** A service and database that are the test file's own, and end with it. Its answers are held as well. */
export function ownService(...settings: Parameters<typeof startService>): ApiService {
  const service = duringTests(() => startService(...settings));
  afterAll(() => service.close());
  return service;
}

function duringTests(start: () => Promise<TestService>): ApiService {
  let service: TestService | undefined;
  let answers: ReturnType<typeof answersOf> | undefined;
  const started = (): TestService => {
    if (service === undefined) throw new Error("The service is there in tests, and not while a file is read");
    return service;
  };
  beforeAll(async () => {
    service = await start();
    described ??= describeRoutes().then(answersOf);
    answers = await described;
  }, START_MS);

  const call: TestService["call"] = async (method, path, options) => {
    const answer = await started().call(method, path, options);
    // What a browser asks before a request of another origin is no operation of the API.
    if (method !== "OPTIONS") answers?.check(method, path, answer);
    return answer;
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
    ...fixturesOf({ call }),
  };
}

/** Fixtures for a service that a test starts by itself. */
export function fixturesOf({ call }: Pick<TestService, "call">): Fixtures {
  const data: Fixtures["data"] = async (method, path, body) => {
    const answer = await call(method, path, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path} → ${answer.status} ${answer.text}`);
    return answer.body?.data;
  };
  return {
    data,
    project: (fields) => data("POST", "/api/v1/flags/projects", { name: `Project ${randomUUID()}`, ...fields }),
    flag: (project, fields) =>
      data("POST", "/api/v1/flags", {
        project_id: idOf(project),
        key: `flag-${randomUUID()}`,
        flag_type: "boolean",
        ...fields,
      }),
    segment: (project, fields) =>
      data("POST", "/api/v1/flags/segments", {
        project_id: idOf(project),
        name: "Pro users",
        rules: [{ key: "plan", operator: "equals", value: "pro" }],
        match_type: "all",
        ...fields,
      }),
    rule: (flag, fields) =>
      data("POST", `/api/v1/flags/${idOf(flag)}/rules`, {
        environment: "production",
        conditions: [],
        value: true,
        ...fields,
      }),
    rules: (flag, environment = "production") =>
      data("GET", `/api/v1/flags/${idOf(flag)}/rules?environment=${environment}`),
  };
}

const idOf = (ref: Ref): string => (typeof ref === "string" ? ref : ref.id);

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
