import { type APIRequestContext, request } from "@playwright/test";
import { type Role, stateFile } from "./people";

/** Another member, at work elsewhere. */
export interface Colleague {
  /** @returns `data` of the answer @throws Error for every answer that is not a success */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent, and says what it should be
  call(method: string, path: string, data?: object): Promise<any>;
  dispose(): Promise<void>;
}

export async function colleague(baseURL: string | undefined, role: Role = "editor"): Promise<Colleague> {
  const headers = { origin: baseURL ?? "" };
  const context: APIRequestContext = await request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    storageState: stateFile(role),
    extraHTTPHeaders: headers,
  });
  return {
    call: async (method, path, data) => {
      const response = await context.fetch(`/api/v1${path}`, { method, ...(data !== undefined && { data }) });
      if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
      return response.status() === 204 ? undefined : (await response.json()).data;
    },
    dispose: () => context.dispose(),
  };
}
