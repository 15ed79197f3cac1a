import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import type { CreateKey } from "@/lib/server/services/keys";
import { createTestDatabase } from "./database";
import { type Stored, storedIn } from "./stored";

const appDir = fileURLToPath(new URL("../../app", import.meta.url));

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  body: any;
  text: string;
}

interface Call {
  /** An API key; the service's own unlimited one unless given. Null sends none. */
  key?: string | null;
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface TestService {
  url: string;
  databaseUrl: string;
  stored: Stored;
  call(method: string, path: string, options?: Call): Promise<Answer>;
  /** Another key; one that may do everything unless told otherwise. */
  createKey(options?: Partial<CreateKey>): Promise<{ id: string; key: string }>;
  revokeKey(id: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real handlers on a real Postgres database of their own, over real HTTP, in this process. One for each test file:
 * settings and connections are the process's.
 */
export async function startService(
  env: Record<string, string> = {},
  /** Where the service reaches its database, when a test stands between them. */
  through: (databaseUrl: string) => Promise<string> = async (url) => url,
): Promise<TestService> {
  const database = await createTestDatabase();
  Object.assign(process.env, {
    DATABASE_URL: await through(database.url),
    RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "fatal",
    ...env,
  });
  // Imported now, because the modules read the settings when they are loaded.
  const [{ createApi }, { createIngress }, { closeDb }, { createKey, revokeKey }, { changeFeed }, { closeAnalysis }] =
    await Promise.all([
      import("@/lib/server/http/app"),
      import("@/lib/server/http/ingress/ingress"),
      import("@/lib/server/db/client"),
      import("@/lib/server/services/keys"),
      import("@/lib/server/live/change-feed"),
      import("@/lib/server/services/analysis/pool"),
    ]);
  const { listener } = await createApi({ appDir });
  const { server, handleWith } = createIngress(() => {});
  handleWith(listener);
  const url = await listen(server);
  const context = { actor: { type: "system", id: null, name: "tests" } as const, requestId: "tests" };
  const makeKey = async (options: Partial<CreateKey> = {}) => {
    const made = await createKey({ name: "tests", scopes: ["flags:write"], ...options }, context);
    return { id: made.summary.id, key: made.key };
  };
  const main = await makeKey();
  const stored = storedIn(database.url);
  return {
    url,
    databaseUrl: database.url,
    stored,
    createKey: makeKey,
    revokeKey: async (id) => void (await revokeKey(id, context)),
    call: (method, path, options = {}) => call(url, main.key, method, path, options),
    async close() {
      server.closeAllConnections();
      server.close();
      await closeAnalysis();
      await changeFeed().close();
      await closeDb();
      await stored.close();
      await database.drop();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return `http://127.0.0.1:${address.port}`;
}

async function call(url: string, mainKey: string, method: string, path: string, options: Call): Promise<Answer> {
  const key = options.key === undefined ? mainKey : options.key;
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  // HEAD gets the headers of a body and no body.
  const body = isJson && text !== "" ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, body };
}
