import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiData } from "@/lib/client/api-client";
import { describeError } from "@/lib/client/api-error";
import { hasSessionEnded, settleSession, subscribeToSessionEnd } from "@/lib/client/session-end";

let forget: () => void = () => undefined;
let hasSession = false;
let asked: string[] = [];

beforeEach(() => {
  hasSession = false;
  asked = [];
  forget = subscribeToSessionEnd(() => undefined);
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return hasSession ? Response.json({ data: url }) : Response.json({ error: "No session" }, { status: 401 });
  });
});
afterEach(() => {
  settleSession(false);
  forget();
  vi.unstubAllGlobals();
});

const ended = () => vi.waitFor(() => expect(hasSessionEnded()).toBe(true));

describe("end of a session", () => {
  it("after a session's end, all that is asked for waits, and is asked again in a session", async () => {
    const waiting = [apiData("/me"), apiData("/flags/1", { method: "PATCH", body: {} })];
    await ended();
    hasSession = true;
    settleSession(true);
    expect(await Promise.all(waiting)).toEqual(["/api/v1/me", "/api/v1/flags/1"]);
    expect(hasSessionEnded()).toBe(false);
    expect(asked).toHaveLength(4);
  });

  it("after a session's end, it fails as it would have when nobody signs in, and asks anew the next time", async () => {
    const waiting = expect(apiData("/me")).rejects.toMatchObject({ status: 401 });
    await ended();
    settleSession(false);
    await waiting;
    const again = expect(apiData("/me")).rejects.toMatchObject({ status: 401 });
    await ended();
    settleSession(false);
    await again;
  });

  it("after a session's end, what was sent before, and is refused in the new one, is sent again unasked", async () => {
    let refuse: () => void = () => undefined;
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    const answered = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string) => {
      const answer = await answered(url);
      if (url.endsWith("/late") && answer.status === 401) await refused;
      return answer;
    });
    const late = apiData("/late");
    const waiting = apiData("/me");
    await ended();
    hasSession = true;
    settleSession(true);
    await waiting;
    refuse();
    expect(await late).toBe("/api/v1/late");
    expect(hasSessionEnded()).toBe(false);
  });

  it("after a session's end, a request that is taken back while it waits is not sent again", async () => {
    const control = new AbortController();
    vi.stubGlobal("fetch", async (_url: string, { signal }: RequestInit) => {
      signal?.throwIfAborted();
      return Response.json({ error: "No session" }, { status: 401 });
    });
    const waiting = expect(apiData("/me", { signal: control.signal })).rejects.toMatchObject({ name: "AbortError" });
    await ended();
    control.abort();
    settleSession(true);
    await waiting;
  });

  it("after a session's end, nothing waits where nobody is asked, or for a password's answer", async () => {
    await expect(apiData("/password", { base: "/api/auth", method: "POST" })).rejects.toMatchObject({ status: 401 });
    forget();
    await expect(apiData("/me")).rejects.toMatchObject({ status: 401 });
    expect(hasSessionEnded()).toBe(false);
  });
});

it("what fails without a network says that nothing was saved and that one click will do it", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const error = await apiData("/me").catch((thrown: unknown) => thrown);
  expect(describeError(error, "save the rule")).toBe(
    "Could not save the rule: you are offline. Nothing was saved; once you are connected, one more click does it.",
  );
});
