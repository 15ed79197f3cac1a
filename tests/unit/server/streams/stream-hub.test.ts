import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventSink } from "@/lib/server/exchange";
import { StreamHub } from "@/lib/server/live/streams/stream-hub";
import { StreamQuota } from "@/lib/server/live/streams/stream-quota";
import type { TopicState } from "@/lib/server/live/streams/topic";
import { ServiceError } from "@/lib/server/service-error";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets turns of the event loop come that are asked for by each other. */
const settled = () => vi.advanceTimersByTimeAsync(10);

/** A client that notes what it is sent, and reads only while it is told to. */
class Recorder implements EventSink {
  readonly events: string[] = [];
  beats = 0;
  isReading = true;
  state: "open" | "ended" | "destroyed" = "open";
  drain = () => {};
  leave = () => {};

  write(bytes: Uint8Array): boolean {
    const text = Buffer.from(bytes).toString();
    if (text.startsWith(":")) this.beats += 1;
    else this.events.push(...text.split("\n\n").filter((event) => event !== "" && !event.startsWith("retry:")));
    return this.isReading;
  }
  onceDrained(listener: () => void): void {
    this.drain = listener;
  }
  onceClosed(listener: () => void): void {
    this.leave = listener;
  }
  end(): void {
    this.state = "ended";
  }
  destroy(): void {
    this.state = "destroyed";
  }
}

const stateAt = (position: string): TopicState => ({
  position,
  eventsSince: (from) => Buffer.from(`${from ?? "nothing"} to ${position}\n\n`),
});

const hubWith = (caps = { all: 100, each: 100 }) => new StreamHub(new StreamQuota(caps));

function open(
  hub: StreamHub,
  {
    owner = "key",
    topic = "topic",
    at = "1",
    position = undefined as string | undefined,
    expiresAt = null as number | null,
  } = {},
) {
  const client = new Recorder();
  hub.subscribe({ topic, state: () => stateAt(at), owner: { id: owner, expiresAt }, position }).open(client);
  return client;
}

describe("what is published", () => {
  test("what is published reaches every client of its topic from where it is, and once", async () => {
    const hub = hubWith();
    const [one, resumed, elsewhere] = [open(hub), open(hub, { position: "0" }), open(hub, { topic: "other" })];
    hub.publish("topic", stateAt("2"));
    expect(one.events).toEqual(["nothing to 1"]);
    await settled();
    hub.publish("topic", stateAt("2"));
    await settled();
    expect(one.events).toEqual(["nothing to 1", "1 to 2"]);
    expect(resumed.events).toEqual(["0 to 1", "1 to 2"]);
    expect(elsewhere.events).toEqual(["nothing to 1"]);
  });

  test("what is published is told once, as the newest, however often it changes before a client is due", async () => {
    const hub = hubWith();
    const client = open(hub);
    for (let revision = 2; revision < 50; revision += 1) hub.publish("topic", stateAt(String(revision)));
    await settled();
    expect(client.events).toEqual(["nothing to 1", "1 to 49"]);
  });

  test("what is published is told to whoever comes back only when it is news to them", () => {
    expect(open(hubWith(), { position: "1" }).events).toEqual([]);
  });

  test("what is published also reaches those whose turn was over when it came", async () => {
    const hub = hubWith();
    const clients = Array.from({ length: 50 }, () => open(hub));
    const last = clients.at(-1);
    const write = Recorder.prototype.write;
    vi.spyOn(last ?? new Recorder(), "write").mockImplementationOnce(function (this: Recorder, bytes) {
      hub.publish("topic", stateAt("3"));
      return write.call(this, bytes);
    });
    hub.publish("topic", stateAt("2"));
    await settled();
    expect(new Set(clients.map(({ events }) => events.at(-1)))).toEqual(new Set(["2 to 3"]));
  });
});

describe("client that does not read", () => {
  test("a client that does not read gets no more until it has read, and then only the newest", async () => {
    const hub = hubWith();
    const client = open(hub);
    client.isReading = false;
    for (const revision of ["2", "3", "4"]) {
      hub.publish("topic", stateAt(revision));
      await settled();
    }
    expect(client.events).toEqual(["nothing to 1", "1 to 2"]);
    client.isReading = true;
    client.drain();
    expect(client.events.slice(2)).toEqual(["2 to 4"]);
  });

  test("a client that does not read is cut off after three heartbeats that it could not be sent", async () => {
    const hub = hubWith();
    const client = open(hub);
    client.isReading = false;
    hub.publish("topic", stateAt("2"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(client.state).toBe("open");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(client.state).toBe("destroyed");
    expect(hub.count).toBe(0);
  });
});

describe("long opening", () => {
  const PIECE = 64 * 1024;
  const whole = Buffer.from(`${"x".repeat(10 * PIECE)}\n\n`);
  const openWith = (hub: StreamHub, client: Recorder, eventsSince = stateAt("1").eventsSince) =>
    hub
      .subscribe({
        topic: "topic",
        state: () => ({ position: "1", eventsSince }),
        owner: { id: "key", expiresAt: null },
        opening: { events: whole, position: "0" },
      })
      .open(client);

  test("a long opening is sent in shared pieces, each when the last was read, and then what came since", async () => {
    const hub = hubWith();
    const client = new Recorder();
    const sent = vi.spyOn(client, "write");
    client.isReading = false;
    openWith(hub, client);
    // The greeting alone is held up.
    expect(sent).toHaveBeenCalledTimes(1);
    hub.publish("topic", stateAt("2"));
    await settled();
    for (let piece = 1; piece <= 10; piece += 1) {
      await vi.advanceTimersByTimeAsync(30_000);
      client.drain();
      const [bytes] = sent.mock.lastCall ?? [];
      expect([sent.mock.calls.length, bytes?.length, bytes?.buffer === whole.buffer]).toEqual([1 + piece, PIECE, true]);
    }
    client.isReading = true;
    client.drain();
    expect(client.events.at(-1)).toBe("0 to 2");
    expect(client.state).toBe("open");
  });

  test("a long opening ends the stream when nothing leads on from it", () => {
    const client = new Recorder();
    openWith(hubWith(), client, () => undefined);
    expect([client.events.join("").length, client.state]).toEqual([10 * PIECE, "ended"]);
  });

  test("a long opening is broken off with its stream, and no more of it is sent", () => {
    const hub = hubWith();
    const client = new Recorder();
    const sent = vi.spyOn(client, "write");
    client.isReading = false;
    openWith(hub, client);
    client.leave();
    client.drain();
    expect(sent).toHaveBeenCalledTimes(1);
  });
});

describe("stream", () => {
  test("a stream has a heartbeat every fifteen seconds, by one timer for all", async () => {
    const hub = hubWith({ all: 1_000, each: 1_000 });
    const clients = Array.from({ length: 1_000 }, () => open(hub));
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(60_100);
    expect(new Set(clients.map(({ beats }) => beats))).toEqual(new Set([4]));
    for (const client of clients) client.leave();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a stream ends within an hour, and not at the same time as all others", async () => {
    const hub = hubWith();
    const clients = Array.from({ length: 100 }, () => open(hub));
    await vi.advanceTimersByTimeAsync(57 * 60_000);
    expect(new Set(clients.map(({ state }) => state))).toEqual(new Set(["open", "ended"]));
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(new Set(clients.map(({ state }) => state))).toEqual(new Set(["ended"]));
    expect(hub.count).toBe(0);
  });

  test("a stream ends when what it was opened by runs out, also while the database is gone", async () => {
    const hub = hubWith();
    const client = open(hub, { expiresAt: Date.now() + 20_000 });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(client.state).toBe("ended");
  });

  test("a stream ends with its key, its topic and its hub, and is sent nothing then", async () => {
    const hub = hubWith();
    const [byKey, byTopic, byHub] = [open(hub), open(hub, { owner: "b", topic: "t" }), open(hub, { owner: "c" })];
    hub.endCredential("key");
    hub.endTopic("t");
    hub.publish("topic", stateAt("2"));
    await settled();
    expect([byKey, byTopic, byHub].map(({ state }) => state)).toEqual(["ended", "ended", "open"]);
    expect(byKey.events).toEqual(["nothing to 1"]);
    await Promise.all([hub.close(), settled()]);
    expect([byHub.state, hub.count, hub.credentials()]).toEqual(["ended", 0, []]);
    expect(() => open(hub)).toThrow(ServiceError);
  });
});

describe("numbers of streams", () => {
  test("there are so many streams for one key and so many for all, and one that ended makes room", () => {
    const hub = hubWith({ all: 3, each: 2 });
    const first = open(hub);
    open(hub);
    expect(() => open(hub)).toThrow(expect.objectContaining({ code: "rate_limited" }));
    open(hub, { owner: "other" });
    expect(() => open(hub, { owner: "third" })).toThrow(expect.objectContaining({ code: "unavailable" }));
    first.leave();
    first.leave();
    open(hub, { owner: "third" });
    expect(hub.count).toBe(3);
  });

  test("a stream that is granted counts before it is open, and no more when its host lets it be", () => {
    const hub = hubWith({ all: 1, each: 1 });
    const granted = hub.subscribe({ topic: "t", state: () => stateAt("1"), owner: { id: "key", expiresAt: null } });
    expect(() => open(hub)).toThrow(ServiceError);
    granted.cancel();
    expect(hub.count).toBe(0);
  });
});
