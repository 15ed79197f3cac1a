import { afterEach, describe, expect, it, vi } from "vitest";
import { apiData, apiFetch, apiUrl } from "@/lib/client/api-client";
import { ApiError, describeError, isApiError } from "@/lib/client/api-error";

afterEach(() => vi.unstubAllGlobals());

function answer(response: Response | Error) {
  const calls: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    if (response instanceof Error) throw response;
    return response;
  });
  return calls;
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => new Error("It went well"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

describe("address of the API", () => {
  it("an address of the API leaves out what is undefined, repeats lists and escapes the rest", () => {
    expect(apiUrl("/flags", { project_id: "a&b", search: undefined, "tags[]": ["x", "y z"], limit: 5 })).toBe(
      "/api/v1/flags?project_id=a%26b&tags%5B%5D=x&tags%5B%5D=y+z&limit=5",
    );
    expect(apiUrl("/me")).toBe("/api/v1/me");
  });
});

describe("call of the API", () => {
  it("a call of the API gives the data, the tag and the next page", async () => {
    answer(Response.json({ data: [1], next_cursor: "next" }, { headers: { etag: '"a"' } }));
    expect(await apiFetch("/flags")).toEqual({ data: [1], etag: '"a"', nextCursor: "next" });
  });

  it("a call of the API sends the body as JSON and the tag as If-Match, and neither when there is none", async () => {
    const calls = answer(Response.json({ data: {} }));
    await apiFetch("/flags/1", { method: "PATCH", body: { enabled: true }, ifMatch: '"a"' });
    const headers = new Headers(calls[0]?.init.headers);
    expect(calls[0]?.init.body).toBe('{"enabled":true}');
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("if-match")).toBe('"a"');

    const plain = answer(Response.json({ data: {} }));
    await apiFetch("/me", { ifMatch: null });
    const plainHeaders = new Headers(plain[0]?.init.headers);
    expect(plainHeaders.has("content-type")).toBe(false);
    expect(plainHeaders.has("if-match")).toBe(false);
  });

  it("a call of the API takes an answer without a body", async () => {
    answer(new Response(null, { status: 204 }));
    expect(await apiData("/flags/1", { method: "DELETE" })).toBeUndefined();
  });

  it("a call of the API turns a refusal into an error with all that the server said", async () => {
    const details = { key: ["Is taken"] };
    const headers = { "x-request-id": "r1" };
    answer(Response.json({ error: "Conflict", details, current: { a: 1 } }, { status: 409, headers }));
    const error = await failure(apiData("/flags", { method: "POST", body: {} }));
    expect(error).toMatchObject({ status: 409, message: "Conflict", details, current: { a: 1 }, requestId: "r1" });
  });

  it("a call of the API tells a server that is away from one that answers what is not JSON", async () => {
    answer(new TypeError("Failed to fetch"));
    expect(await failure(apiData("/me"))).toMatchObject({ status: 0 });
    answer(new Response("<html>", { status: 502, headers: { "x-request-id": "r2" } }));
    expect(await failure(apiData("/me"))).toMatchObject({ status: 502, requestId: "r2" });
  });

  it("a call of the API passes on that it was given up, which is no failure", async () => {
    const aborted = new DOMException("Aborted", "AbortError");
    answer(aborted);
    await expect(apiData("/me", { signal: AbortSignal.abort() })).rejects.toBe(aborted);
  });
});

describe("sentence about a failure", () => {
  const sentences: [number, Partial<ConstructorParameters<typeof ApiError>[1]>, string][] = [
    [0, {}, "Could not save the rule: the server cannot be reached."],
    [403, {}, "Could not save the rule: your role does not allow it."],
    [409, { details: { key: ["Is taken"] } }, "Could not save the rule: Is taken."],
    [412, {}, "Could not save the rule: someone else changed it meanwhile."],
    [413, {}, "Could not save the rule: it is too large for the server."],
    [422, { details: { name: ["Must not be blank."] } }, "Could not save the rule: Must not be blank."],
    [429, { retryAfterSeconds: 7 }, "Could not save the rule: too many requests. Try again in 7 seconds."],
    [500, {}, "Could not save the rule: something went wrong on the server."],
    [503, {}, "Could not save the rule: the server is not ready. Try again in a moment."],
  ];
  it.each(sentences)(
    "a sentence about a failure for status %i says what a person can do with",
    (status, init, sentence) => {
      expect(describeError(new ApiError("Message", { status, ...init }), "save the rule")).toBe(sentence);
    },
  );

  it("a sentence about a failure tells nothing of an error that is not the server's", () => {
    expect(describeError(new Error("secret"), "save")).toBe("Could not save. Something went wrong on this page.");
    expect(isApiError(new Error("secret"))).toBe(false);
  });
});
