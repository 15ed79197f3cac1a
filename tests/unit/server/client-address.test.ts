import { expect, test } from "vitest";
import { clientAddressOf } from "@/lib/server/http/client-address";

const PEER = "10.0.0.1";

test("without a proxy of ours nothing that a client says about itself counts", () => {
  expect(clientAddressOf(PEER, "203.0.113.9", 0)).toBe(PEER);
});

test("behind proxies it is what the outermost of ours saw, whatever stands before it", () => {
  expect(clientAddressOf(PEER, "203.0.113.9", 1)).toBe("203.0.113.9");
  expect(clientAddressOf(PEER, "1.1.1.1, 203.0.113.9", 1)).toBe("203.0.113.9");
  expect(clientAddressOf(PEER, "1.1.1.1, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(clientAddressOf(PEER, "2001:db8::1", 1)).toBe("2001:db8::1");
});

test.each([undefined, "", "unknown", "203.0.113.9:4711"])("what is no address leaves the peer's: %s", (header) => {
  expect(clientAddressOf(PEER, header, 1)).toBe(PEER);
});

test("fewer addresses than proxies leave the peer's", () => {
  expect(clientAddressOf(PEER, "203.0.113.9", 2)).toBe(PEER);
});
