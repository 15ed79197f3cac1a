import { expect, test } from "vitest";
import { retryAfterMs } from "@/packages/sdk/src/delays";

const NOON = "Fri, 27 Nov 2026 12:00:00 GMT";
const SOON_AFTER = "Fri, 27 Nov 2026 12:00:30 GMT";

test.each([
  ["seconds", { "retry-after": "30" }, 30_000],
  ["a date, by the server's own clock", { "retry-after": SOON_AFTER, date: NOON }, 30_000],
  ["a date that is over", { "retry-after": NOON, date: SOON_AFTER }, 0],
  ["more than an hour, of which one is waited", { "retry-after": "86400" }, 3_600_000],
  ["nothing", {}, undefined],
  ["what nobody understands", { "retry-after": "soon" }, undefined],
])("Retry-After may be %s", (_what, headers, ms) => {
  expect(retryAfterMs(new Headers(headers))).toBe(ms);
});
