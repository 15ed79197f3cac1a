import fc from "fast-check";
import { expect, test } from "vitest";
import { nextAddress } from "@/components/account/session";
import { waitingTime } from "@/lib/client/api-error";

const ORIGIN = "https://flags.example.com";
const next = (address: string) => nextAddress(`?next=${encodeURIComponent(address)}`, ORIGIN);

test("signing in leads back to the page that asked for it", () => {
  expect(next("/projects/shop/flags?status=all#x")).toBe(`${ORIGIN}/projects/shop/flags?status=all#x`);
  expect(nextAddress("", ORIGIN)).toBe(`${ORIGIN}/`);
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "\\\\evil.example/",
  "/\t/evil.example/",
  "javascript:alert(1)",
  "blob:https://flags.example.com/x",
  "//flags.example.com:80/",
  "evil.example",
  "",
])("signing in never leads to another site: %j", (address) => {
  expect(next(address)).toBe(`${ORIGIN}/`);
});

test.each(["/.//evil.example", "/..//evil.example", "/%2e//evil.example", "/x/..//evil.example", "/.\\\\evil.example"])(
  "an address whose path begins like another site's stays on ours: %s",
  (address) => {
    expect(new URL(next(address), "https://flags.example.com/sign-in").hostname).toBe("flags.example.com");
  },
);

/** What addresses are made of, so that random ones are often nearly another site's. */
const pieces = [
  "/",
  "\\",
  ".",
  "..",
  "//",
  "%2e",
  "%2f",
  "%5c",
  "@",
  ":",
  "?",
  "#",
  "\t",
  "\n",
  " ",
  "\0",
  "evil.example",
];
const address = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webUrl(),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces, "https:", "javascript:", "[::1]", "é", "。", "／"), fc.string()), {
      maxLength: 8,
    })
    .map((parts) => parts.join("")),
);

test.each(["https://flags.example.com", "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "whatever next holds, a browser at %s stays there",
  (origin) => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          address.map((text) => `/${text}`),
        ),
        (text) => {
          const search = `?${new URLSearchParams({ next: text })}`;
          // As `location.assign` reads it, whatever page it is called on.
          expect(new URL(nextAddress(search, origin), `${origin}/sign-in`).origin).toBe(origin);
        },
      ),
      { numRuns: 2_000 },
    );
  },
);

test.each([
  [1, "1 second"],
  [59.2, "60 seconds"],
  [60, "1 minute"],
  [61, "2 minutes"],
])("%d seconds are said as %s", (seconds, text) => {
  expect(waitingTime(seconds)).toBe(text);
});
