import { test as base, expect } from "@playwright/test";
import type { Project } from "@/lib/contract/project";
import { type Api, connectApi } from "./support/api";
import { type Colleague, colleague } from "./support/colleague";
import { type ConsoleWatch, reportPolicyViolations, watchConsole } from "./support/console-watch";
import { waitForHydration } from "./support/documents";
import { type Role, stateFile } from "./support/people";

export { expectAccessible, expectNoSidewaysScroll } from "./support/accessibility";
export { expect };

interface Options {
  /** Who has signed in. Null: nobody. */
  role: Role | null;
}

interface Fixtures {
  api: Api;
  /** A fresh project, of this test only. */
  project: Project;
  /** Edda, who is an editor and works elsewhere at the same time. */
  edda: Colleague;
  /** Every save of a page is conditional on what was read: another fails the test. */
  conditionalSaves: undefined;
  /** An error or warning in the console that was not expected fails the test. */
  consoleWatch: ConsoleWatch;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by the global setup`);
  return value;
}

/**
 * A test with the built application, a person who has signed in (an admin unless `role` says otherwise), and a project.
 */
export const test = base.extend<Options & Fixtures>({
  role: ["admin", { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
  baseURL: ({}, use) => use(required("GUIDON_URL")),
  storageState: ({ role }, use) => use(role === null ? { cookies: [], origins: [] } : stateFile(role)),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  api: ({}, use) => use(connectApi(required("GUIDON_URL"), required("GUIDON_KEY"))),
  project: async ({ api }, use) => use(await api.makeProject()),
  edda: async ({ baseURL }, use) => {
    const edda = await colleague(baseURL);
    await use(edda);
    await edda.dispose();
  },
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) waitForHydration(page);
    await use(page);
  },
  conditionalSaves: [
    async ({ context }, use) => {
      const unconditional: string[] = [];
      context.on("request", (request) => {
        // The API reference sends what is typed into it.
        const isTyped = new URL(request.frame().url()).pathname === "/docs";
        const isSave = request.method() === "PATCH" && request.headers()["if-match"] === undefined;
        if (isSave && !isTyped) unconditional.push(request.url());
      });
      await use(undefined);
      expect(unconditional, "saves that would overwrite what somebody else has saved").toEqual([]);
    },
    { auto: true },
  ],
  consoleWatch: [
    async ({ context }, use) => {
      const { complaints, watch, attach } = watchConsole();
      await reportPolicyViolations(context);
      for (const page of context.pages()) attach(page);
      context.on("page", attach);
      await use(watch);
      expect(complaints, "what the console said").toEqual([]);
    },
    { auto: true },
  ],
});
