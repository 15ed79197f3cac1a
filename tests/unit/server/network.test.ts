import fc from "fast-check";
import { expect, test } from "vitest";
import { networkOf } from "@/lib/server/network";

test("IPv6 addresses count by their first 56 bits, however they are written", () => {
  const one = networkOf("2001:db8:1:ab00::1");
  expect(one).toBe("2001:db8:1:ab00::/56");
  for (const same of ["2001:DB8:1:abff:ffff::", "2001:0db8:0001:ab12:0:0:0:1", "2001:db8:1:ab01::192.0.2.1"]) {
    expect(networkOf(same), same).toBe(one);
  }
  for (const other of ["2001:db8:1:ac00::1", "2001:db8:2:ab00::1", "::1", "1::", "fe80::1%eth0"]) {
    expect(networkOf(other), other).not.toBe(one);
  }
});

test("whatever the last 72 bits are, the network is the same, and the network is its own", () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  fc.assert(
    fc.property(
      fc.tuple(group, group, group),
      fc.tuple(group, group, group, group),
      fc.nat(255),
      (first, last, byte) => {
        const fourth = (low: number) => (0x1200 + low).toString(16);
        const network = networkOf([...first, fourth(byte), ...last].join(":"));
        // A few prefixes carry IPv4.
        fc.pre(network.endsWith("/56"));
        expect(networkOf([...first, fourth(0), 0, 0, 0, 0].join(":"))).toBe(network);
        expect(networkOf(network.replace("::/56", ":0:0:0:0").replace(/^::/, "0:0:"))).toBe(network);
      },
    ),
  );
});

test("an IPv4 address counts alone, also where it is carried by IPv6", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  for (const carried of [
    "::ffff:203.0.113.9",
    "::ffff:cb00:7109",
    "0:0:0:0:0:FFFF:CB00:7109",
    "64:ff9b::203.0.113.9",
  ]) {
    expect(networkOf(carried), carried).toBe("203.0.113.9");
  }
});

test("what is no address is its own network", () => {
  for (const text of ["unknown", "", "::g", "1.2.3"]) expect(networkOf(text)).toBe(text);
});
