import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveValues } from "@/packages/sdk/src/web/live-values";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answer = {
  flags: [{ key: "lamp", value: true }],
  eventStreams: [{ type: "sse", endpoint: { requestUri: "/ofrep/v1/events?stream=token" } }],
  metadata: { revision: 7 },
};

/** A server that a test lets answer as it likes, and what it was asked. */
function world(stream: () => Response, bulk = () => Response.json(answer)) {
  const asked = { bulk: 0, stream: 0 };
  const told: string[] = [];
  const since: Date[] = [];
  const fetch = async (url: string | URL | Request) => {
    const isStream = String(url).includes("/events");
    asked[isStream ? "stream" : "bulk"] += 1;
    return isStream ? stream() : bulk();
  };
  const values = new LiveValues(
    { url: "http://flags", key: "k", fetch },
    {
      changed: (keys) => void told.push(`changed ${keys}`),
      current: () => void told.push("current"),
      stale: (why, heardAt) => {
        told.push(`stale: ${why}`);
        since.push(heardAt);
      },
      refused: (why) => void told.push(`refused: ${why}`),
    },
  );
  return { values, asked, told, since };
}

const HOUR_MS = 3_600_000;

test("where no stream passes, a page asks every half minute, and tries a stream now and then", async () => {
  const { values, asked, told } = world(() => new Response("Not here", { status: 502 }));
  await values.follow({});
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  values.close();
  expect(asked.bulk).toBeGreaterThan(100);
  expect(asked.bulk).toBeLessThan(150);
  expect(asked.stream).toBeGreaterThan(8);
  expect(asked.stream).toBeLessThan(30);
  expect(told).toEqual([]);
});

test("a proxy that ends each stream after its first event is not asked over and over", async () => {
  const { values, asked } = world(
    () =>
      new Response('id: 7-a\ndata: {"type": "refetchEvaluation", "etag": "a"}\n\n', {
        headers: { "content-type": "text/event-stream" },
      }),
  );
  await values.follow({});
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  values.close();
  expect(asked.bulk).toBeLessThan(150);
});

test("a stream that falls silent is given up, and the page asks anew", async () => {
  const { values, asked } = world(
    () => new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } }),
  );
  await values.follow({});
  await vi.advanceTimersByTimeAsync(60_000);
  values.close();
  expect(asked).toEqual({ bulk: 2, stream: 2 });
});

test("a server that is gone is asked ever more seldom, is said to be once, and is heard when it is back", async () => {
  let isGone = true;
  const { values, asked, told } = world(
    () => new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } }),
    () => (isGone ? new Response("", { status: 503, headers: { "retry-after": "20" } }) : Response.json(answer)),
  );
  await expect(values.follow({})).rejects.toThrow("The server answered 503");
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked.bulk).toBeGreaterThan(55);
  expect(asked.bulk).toBeLessThan(130);
  expect([values.held, told]).toEqual([undefined, []]);
  isGone = false;
  await vi.advanceTimersByTimeAsync(61_000);
  values.close();
  expect(told).toEqual(["current"]);
  expect(values.held?.flags.get("lamp")?.value).toBe(true);
});

test.each([
  ["user_id", { user_id: "u-1" }, { user_id: "u-2" }],
  ["targetingKey", { targetingKey: "u-1" }, { targetingKey: "u-2" }],
  ["user_id, which goes before", { targetingKey: "d", user_id: "u-1" }, { targetingKey: "d", user_id: "u-2" }],
])("without the server, values stay for the same person and not for another, by %s", async (_what, one, other) => {
  let isGone = false;
  const { values } = world(
    () => new Response(""),
    () => (isGone ? new Response("", { status: 503 }) : Response.json(answer)),
  );
  await values.follow(one);
  isGone = true;
  await expect(values.follow({ ...one, plan: "pro" })).rejects.toThrow("503");
  expect(values.held?.flags.get("lamp")?.value).toBe(true);
  await expect(values.follow(other)).rejects.toThrow("503");
  expect(values.held).toBeUndefined();
  values.close();
});

test("what a proxy answers is no refusal of the key: it is asked again soon, and nothing is lost", async () => {
  let proxy: Response | undefined;
  const { values, asked, told } = world(
    () => new Response("Not here", { status: 404 }),
    () => proxy?.clone() ?? Response.json(answer),
  );
  await values.follow({});
  for (const status of [401, 403, 404]) {
    proxy = new Response("<html>Not from Guidon</html>", { status });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(values.held?.flags.get("lamp")?.value).toBe(true);
    proxy = undefined;
    await vi.advanceTimersByTimeAsync(61_000);
  }
  values.close();
  expect(asked.bulk).toBeGreaterThan(10);
  const gone = (status: number) => [`stale: The server answered ${status}`, "current"];
  expect(told).toEqual([...gone(401), ...gone(403), ...gone(404)]);
});

test("a page that comes in place of an answer is said to be none", async () => {
  const { values } = world(
    () => new Response(""),
    () => new Response("<html>Sign in to the network</html>"),
  );
  await expect(values.follow({})).rejects.toThrow("What was sent is no evaluation: is the url right?");
  values.close();
});

test("a key that is refused is tried again every five minutes", async () => {
  const { values, asked, told } = world(
    () => new Response(""),
    () => Response.json({ errorDetails: "Unauthorized" }, { status: 401 }),
  );
  await expect(values.follow({})).rejects.toThrow("Was it revoked?");
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  values.close();
  expect(asked.bulk).toBe(13);
  expect(told).toEqual(["refused: The server refuses with 401: Unauthorized. The key is not known. Was it revoked?"]);
});

test("what is closed asks no more", async () => {
  const { values, asked } = world(() => new Response("", { status: 502 }));
  await values.follow({});
  values.close();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect([asked.bulk, vi.getTimerCount()]).toEqual([1, 0]);
});

test("stale values are of the stream's last sign of life, and not of the last answer", async () => {
  let isGone = false;
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
      },
    });
  const { values, told, since } = world(
    () => new Response(body(), { headers: { "content-type": "text/event-stream" } }),
    () => (isGone ? new Response("", { status: 502 }) : Response.json(answer)),
  );
  await values.follow({});
  for (let beat = 0; beat < HOUR_MS / 20_000; beat += 1) {
    await vi.advanceTimersByTimeAsync(20_000);
    stream?.enqueue(new TextEncoder().encode(":\n\n"));
  }
  await vi.advanceTimersByTimeAsync(5_000);
  const heardAt = new Date(Date.now() - 5_000);
  isGone = true;
  stream?.error(new Error("cut"));
  await vi.advanceTimersByTimeAsync(5_000);
  values.close();
  expect(told).toEqual(["stale: The server answered 502"]);
  expect(since).toEqual([heardAt]);
});
