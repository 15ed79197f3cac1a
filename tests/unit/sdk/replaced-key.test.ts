import { expect, test } from "vitest";
import { Guidon, type GuidonOptions } from "@/packages/sdk/src/index";

const RULESET = {
  ...{ project_id: "p", environment: "production", epoch: "e", revision: 1, version: "e.1.t" },
  flags: [{ id: "f", key: "lamp", default_value: { value: "on" }, enabled: true, status: "active" }],
  ...{ rules: [], segments: [] },
};

/** A server that takes one key. */
const takes =
  (valid: string): typeof fetch =>
  async (_url, init) =>
    new Headers(init?.headers).get("authorization") === `Bearer ${valid}`
      ? Response.json({ data: RULESET })
      : Response.json({ error: "Invalid or missing API key" }, { status: 401 });

const manual = (more: Pick<GuidonOptions, "key" | "fetch" | "cache">) =>
  new Guidon({ url: "http://flags", environment: "production", updates: "manual", ...more });

test("a key is asked for before each request, so that a refused one is replaced without a new client", async () => {
  let key = "old";
  const guidon = manual({ key: () => key, fetch: takes("new") });
  await expect(guidon.ready()).rejects.toMatchObject({ code: "refused" });
  expect(guidon.status().state).toBe("refused");
  key = "new";
  await guidon.ready();
  expect([guidon.status().state, guidon.value("lamp", "off")]).toEqual(["ready", "on"]);
});

test.each([
  ["cannot be read", () => Promise.reject(new Error("no such file")), /There is no key: no such file/],
  ["no header carries", () => "secret\n", /There is no key: .*a line break/],
])("a key that %s now is asked for again later, and is not repeated", async (_what, key, message) => {
  const guidon = manual({ key, fetch: takes("new") });
  const failed = await guidon.ready().catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "unreachable", message: expect.stringMatching(message) });
  expect(String(failed)).not.toContain("secret");
});

test("what was kept for a key that may be replaced is there for the next one", async () => {
  let kept: string | null = null;
  const cache = {
    read: async () => kept,
    write: async (text: string) => {
      kept = text;
    },
  };
  await manual({ key: () => "one", fetch: takes("one"), cache }).ready();
  const next = manual({ key: async () => "two", fetch: takes("one"), cache });
  await next.ready();
  expect([next.status().source, next.value("lamp", "off")]).toEqual(["cache", "on"]);
});

test("what was counted for one project is not reported to the project of the next key", async () => {
  let project = "one";
  let isTaken = false;
  const reported: object[] = [];
  const guidon = manual({
    key: () => project,
    fetch: async (url, init) => {
      if (!String(url).endsWith("/evaluations")) return Response.json({ data: { ...RULESET, project_id: project } });
      if (!isTaken) return Response.json({ error: "Database unavailable" }, { status: 503 });
      const { project_id, evaluations } = JSON.parse(String(init?.body));
      const count = evaluations.reduce((sum: number, each: { count: number }) => sum + each.count, 0);
      reported.push({ key: project, project_id, count });
      return project_id === project
        ? Response.json({ data: {} })
        : Response.json({ error: "Forbidden" }, { status: 403 });
    },
  });
  await guidon.ready();
  guidon.value("lamp", "off");
  await guidon.flush();
  guidon.value("lamp", "off");
  project = "two";
  await guidon.refresh();
  for (let count = 0; count < 3; count += 1) guidon.value("lamp", "off");
  isTaken = true;
  await guidon.flush();
  await guidon.flush();
  expect(reported).toEqual([
    { key: "two", project_id: "one", count: 1 },
    { key: "two", project_id: "one", count: 1 },
    { key: "two", project_id: "two", count: 3 },
  ]);
  expect(guidon.status().counts).toEqual({ sent: 3, dropped: 2 });
});
