import { expect, test } from "vitest";
import { isOwnOrigin } from "@/lib/server/auth/same-origin";

const PUBLIC = "https://flags.example.com";

test.each([
  ["our own", "http://10.0.0.5:3000", "10.0.0.5:3000", undefined, true],
  ["our own, as a proxy with TLS passes it on", "https://flags.example.com", "flags.example.com", undefined, true],
  ["another port", "http://10.0.0.5:3001", "10.0.0.5:3000", undefined, false],
  ["the public one, whose proxy sends another host", PUBLIC, "10.0.0.5:3000", PUBLIC, true],
  [
    "the public one over plain HTTP, which others can write",
    "http://flags.example.com",
    "flags.example.com",
    PUBLIC,
    false,
  ],
  ["another name of ours with TLS", "https://flags.internal", "flags.internal", PUBLIC, true],
  ["another name of ours without TLS", "http://flags.internal", "flags.internal", PUBLIC, false],
  ["plain HTTP, which is public", "http://flags.internal", "flags.internal", "http://flags.example.com", true],
  ["a page in a sandbox", "null", "flags.example.com", PUBLIC, false],
  ["none", null, "flags.example.com", PUBLIC, false],
] as const)("an origin is ours or not: %s", (_case, origin, host, publicUrl, isOurs) => {
  expect(isOwnOrigin({ origin, host }, publicUrl)).toBe(isOurs);
});
