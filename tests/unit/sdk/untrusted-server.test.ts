import { expect, test } from "vitest";
import { textWithin } from "@/packages/sdk/src/body-text";
import { Answer } from "@/packages/sdk/src/core/answers";
import { Counts } from "@/packages/sdk/src/core/counts";
import { readOptions } from "@/packages/sdk/src/core/options";
import { Guidon, type GuidonOptions, type Ruleset } from "@/packages/sdk/src/index";
import { isBulkAnswer, streamAddress } from "@/packages/sdk/src/web/answer";

const flag = {
  ...{ id: "f", key: "lamp", flag_type: "json", enabled: true, status: "active" },
  default_value: { value: "default" as unknown },
};

const rulesetOf = (revision: number, more: object = {}): Ruleset =>
  ({
    ...{ project_id: "p", environment: "production", epoch: "e", revision, version: `e.${revision}.t` },
    ...{ flags: [{ ...flag, default_value: { value: revision } }], rules: [], segments: [] },
    ...more,
  }) as Ruleset;

const answerWith = (ruleset: Ruleset) => Response.json({ data: ruleset });

/** A client that asks when it is told to. */
function client(fetch: typeof globalThis.fetch, more: Partial<GuidonOptions> = {}): Guidon {
  const options = { url: "https://flags.example.com", key: "kr_live_x", environment: "production" };
  return new Guidon({ ...options, fetch, updates: "manual", counts: false, ...more });
}

test("a key is not sent on to where the server points", async () => {
  const asked: unknown[] = [];
  const guidon = client(async (url, init) => {
    asked.push(new URL(String(url)).host, init?.redirect);
    return new Response(null, { status: 307, headers: { location: "https://elsewhere.example/path?secret" } });
  });
  const refused = await guidon.ready().catch(({ message }) => message);
  expect(refused).toMatch(/another address, at https:\/\/elsewhere.example: url must name it/);
  expect(asked).toEqual(["flags.example.com", "manual"]);
});

test.each([401, 403, 404])("a %s that is not Guidon's own is no word on the key", async (status) => {
  let isAway = true;
  const guidon = client(async () =>
    isAway ? new Response("<html>Not from Guidon</html>", { status }) : answerWith(rulesetOf(1)),
  );
  const message = `Something that is not Guidon answered ${status}: is the url right?`;
  await expect(guidon.ready()).rejects.toMatchObject({ code: "unreachable", isFinal: false, message });
  isAway = false;
  await guidon.ready();
  expect(guidon.status().state).toBe("ready");
});

test("a refusal says which field is wrong", async () => {
  const body = { error: "Validation failed", details: { project_id: ["Must be a UUID"] } };
  const guidon = client(async () => Response.json(body, { status: 422 }), { projectId: "web-shop" });
  await expect(guidon.ready()).rejects.toThrow("422: Validation failed; project_id: Must be a UUID");
});

test("an answer that does not end is let go before it fills the memory", async () => {
  let isLetGo = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000).fill(97)),
    cancel: () => {
      isLetGo = true;
    },
  });
  await expect(textWithin(new Response(endless), 10_000)).rejects.toThrow(/longer than 10000/);
  expect(isLetGo).toBe(true);
  expect(await textWithin(new Response("ä€😀"), 4)).toBe("ä€😀");
});

test.each([
  ["environment", { environment: "staging" }],
  ["project", { project_id: "other" }],
])("flags of another %s are not taken for one's own", async (_what, wrong) => {
  const guidon = client(async () => answerWith(rulesetOf(1, wrong)), { projectId: "p" });
  await expect(guidon.ready()).rejects.toMatchObject({ code: "invalid" });
  expect(guidon.value("lamp", null)).toBe(null);
});

test("an answer that is overtaken by a later one does not take its place", async () => {
  const answers: ((response: Response) => void)[] = [];
  const guidon = client(() => new Promise((resolve) => answers.push(resolve)), { bootstrap: rulesetOf(1) });
  const refreshes = [guidon.refresh(), guidon.refresh()];
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(answerWith(rulesetOf(3)));
  await refreshes[1];
  answers[0]?.(answerWith(rulesetOf(2)));
  await Promise.all(refreshes);
  expect(guidon.value("lamp", null)).toBe(3);
});

test("a bootstrap that only names its long lists does not answer before it has them", async () => {
  const list = "a".repeat(64);
  const rule = { id: "r", flag_id: "f", position: 1, enabled: true, value: "listed" };
  const conditions = [{ attribute: "user_id", operator: "in", value: { list } }];
  const bootstrap = rulesetOf(1, { rules: [{ ...rule, conditions }] });
  const guidon = client(async () => Response.json(["u-1"]), { bootstrap });
  expect(guidon.value("lamp", null, { user_id: "u-1" })).toBe(null);
  await guidon.ready();
  expect(guidon.value("lamp", null, { user_id: "u-1" })).toBe("listed");
});

test("a value that is nested too deeply to be written is served and counted all the same", async () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  const bootstrap = rulesetOf(1, { flags: [{ ...flag, default_value: { value: deep } }] });
  const sent: string[] = [];
  const answer = async (_url: unknown, init?: RequestInit) => {
    sent.push(String(init?.body));
    return Response.json({}, { status: 202 });
  };
  const guidon = client(answer, { bootstrap, counts: true });
  expect(guidon.value("lamp", null)).toBeInstanceOf(Array);
  await guidon.close();
  expect(JSON.parse(sent.join()).evaluations).toEqual([expect.objectContaining({ flag_key: "lamp", count: 1 })]);
});

test("what was given more often than one entry may tell is told in several", async () => {
  const answer = new Answer({ flagKey: "lamp", value: 1, reason: "STATIC", ruleId: null });
  answer.count = 2_000_000_001;
  const told: number[] = [];
  const api = {
    text: async (_path: string, { body }: { body?: unknown }) => {
      for (const { count } of (body as { evaluations: { count: number }[] }).evaluations) told.push(count);
      return null;
    },
  };
  const settings = readOptions({ url: "https://flags.example.com", key: "kr_live_x", environment: "production" });
  const given = [answer];
  const counts = new Counts({ drain: () => given.splice(0) } as never, api as never, settings);
  counts.countFor("project");
  await counts.send(AbortSignal.timeout(1_000));
  expect(told).toEqual([1_000_000_000, 1_000_000_000, 1]);
  expect(counts.status).toEqual({ sent: 2_000_000_001, dropped: 0 });
});

test("a page is led to no other host, and takes nothing for an answer that is none", () => {
  const streams = (requestUri: unknown) => ({ flags: [], eventStreams: [{ type: "sse", endpoint: { requestUri } }] });
  const address = (uri: unknown) => streamAddress(streams(uri) as never, "https://flags.example.com");
  expect(address("/ofrep/v1/events")).toBe("https://flags.example.com/ofrep/v1/events");
  expect([address("@elsewhere.example/"), address(".elsewhere.example/"), address({})]).toEqual(
    Array(3).fill(undefined),
  );
  expect(isBulkAnswer(streams("/"))).toBe(true);
  for (const eventStreams of [{}, [null], "sse"]) expect(isBulkAnswer({ flags: [], eventStreams })).toBe(false);
});
