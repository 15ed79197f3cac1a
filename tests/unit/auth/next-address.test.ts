import { expect, test } from "vitest";
import { nextAddress } from "@/components/auth/next-address";
import { waitingTime } from "@/lib/client/waiting-time";

const ORIGIN = "https://flags.example.com";
const next = (address: string) => nextAddress(`?next=${encodeURIComponent(address)}`, ORIGIN);

test("signing in leads back to the page that asked for it", () => {
  expect(next("/projects/shop/flags?status=all#x")).toBe("/projects/shop/flags?status=all#x");
  expect(nextAddress("", ORIGIN)).toBe("/");
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "\\\\evil.example/",
  "/\t/evil.example/",
  "javascript:alert(1)",
  "evil.example",
  "",
])("signing in never leads to another site: %j", (address) => {
  expect(next(address)).toBe("/");
});

test.each([
  [1, "1 second"],
  [59.2, "60 seconds"],
  [60, "1 minute"],
  [61, "2 minutes"],
])("%d seconds are said as %s", (seconds, text) => {
  expect(waitingTime(seconds)).toBe(text);
});
