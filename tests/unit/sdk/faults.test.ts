import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Guidon, type GuidonStatus, type Ruleset } from "@/packages/sdk/src/index";

beforeEach(() => void vi.useFakeTimers());
let end = async (): Promise<void> => {};
afterEach(async () => {
  await end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** As often as the server gives a sign of life on a stream. */
const HEARTBEAT_MS = 20_000;
/** The timers of a client at rest: the next report, and the wait or the watchdog of its connection. */
const MOST_TIMERS = 4;

const rulesetOf = (revision: number): Ruleset =>
  ({
    ...{ project_id: "p", environment: "production", epoch: "e", revision, version: `e.${revision}.t` },
    flags: [{ id: "f", key: "lamp", default_value: { value: revision }, enabled: true, status: "active" }],
    ...{ rules: [], segments: [] },
  }) as Ruleset;

type Instead = (signal: AbortSignal | null | undefined) => Response | Promise<Response>;

/** A server that a test changes and breaks, and a client of it with the timing that everybody has. */
async function world() {
  const server = {
    revision: 1,
    /** What comes in place of its answers. */
    instead: undefined as Instead | undefined,
    asked: 0,
    streams: new Set<ReadableStreamDefaultController<Uint8Array>>(),
    /** Ends what is open, as a cut wire does. */
    cut(instead: Instead) {
      server.instead = instead;
      for (const stream of server.streams) stream.error(new TypeError("terminated"));
      server.streams.clear();
    },
    heal() {
      server.instead = undefined;
    },
  };
  const openStream = (signal: AbortSignal | null | undefined): Response => {
    const put = `event: put\ndata: ${JSON.stringify(rulesetOf(server.revision))}\n\n`;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        server.streams.add(controller);
        controller.enqueue(new TextEncoder().encode(put));
        signal?.addEventListener("abort", () => {
          if (server.streams.delete(controller)) controller.error(signal.reason);
        });
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  const fetch: typeof globalThis.fetch = async (url, init) => {
    server.asked += 1;
    if (server.instead !== undefined) return server.instead(init?.signal);
    if (String(url).includes("/stream")) return openStream(init?.signal);
    return Response.json(init?.method === "POST" ? { data: {} } : { data: rulesetOf(server.revision) });
  };
  const beat = setInterval(() => {
    for (const stream of server.streams) stream.enqueue(new TextEncoder().encode(":\n\n"));
  }, HEARTBEAT_MS);
  const guidon = new Guidon({ url: "http://flags", key: "k", environment: "production", fetch });
  const states: GuidonStatus["state"][] = [];
  guidon.on("status", ({ state }) => states.push(state));
  end = () => {
    clearInterval(beat);
    return guidon.close();
  };
  await guidon.ready();
  return { server, guidon, states };
}

const unreachable = () => {
  throw new TypeError("fetch failed");
};

const silent: Instead = (signal) =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

test.each([
  ["a network that is cut", unreachable],
  ["a proxy that answers 502", () => new Response("Bad gateway", { status: 502 })],
  ["a database that is away, so that the server answers 503", () => Response.json({ error: "Later" }, { status: 503 })],
  ["429 with a Retry-After", () => new Response("", { status: 429, headers: { "retry-after": "45" } })],
  ["a server that says nothing at all", silent],
])("%s for ten minutes costs no value, and is told once, with since when", async (_what, instead) => {
  const { server, guidon, states } = await world();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  server.cut(instead);
  server.asked = 0;
  server.revision = 2;
  for (let minute = 1; minute <= 10; minute += 1) {
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(guidon.value("lamp", 0)).toBe(1);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(MOST_TIMERS);
    const { state, staleForMs } = guidon.status();
    expect(state).toBe("stale");
    // The last sign of life came a heartbeat ago, at most.
    expect(staleForMs).toBeGreaterThanOrEqual(minute * MINUTE_MS);
    expect(staleForMs).toBeLessThanOrEqual(minute * MINUTE_MS + HEARTBEAT_MS);
  }
  // Every half minute at most, each time for a stream and for an answer; and reports, once a minute.
  expect(server.asked).toBeGreaterThan(10);
  expect(server.asked).toBeLessThan(100);
  server.heal();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(guidon.value("lamp", 0)).toBe(2);
  expect(guidon.status()).toMatchObject({ staleForMs: null, error: null });
  expect(states).toEqual(["ready", "stale", "ready"]);
});

test.each([
  ["forwards", 5 * HOUR_MS],
  ["backwards", -5 * HOUR_MS],
])(
  "a clock that is set %s by hours changes nothing: not when it asks, nor how long it has been stale",
  async (_to, by) => {
    const { server, guidon, states } = await world();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    server.asked = 0;
    vi.setSystemTime(Date.now() + by);
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(guidon.status().state).toBe("ready");
    // Nothing was evaluated, so that there is nothing to report either.
    expect(server.asked).toBe(0);
    server.cut(unreachable);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    vi.setSystemTime(Date.now() - by);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(guidon.status().staleForMs).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    expect(guidon.status().staleForMs).toBeLessThan(3 * MINUTE_MS);
    expect(guidon.value("lamp", 0)).toBe(1);
    server.heal();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(states).toEqual(["ready", "stale", "ready"]);
  },
);

test("a stream that falls silent is left within its watchdog's time, at no cost where the next opens", async () => {
  const { server, guidon, states } = await world();
  server.streams.clear();
  server.asked = 0;
  server.revision = 2;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(guidon.value("lamp", 0)).toBe(2);
  expect(server.asked).toBe(1);
  expect(states).toEqual(["ready"]);
});
