import fc from "fast-check";
import { expect, test } from "vitest";
import { BodyParts } from "@/lib/server/http/body-parts";

test("a body is what its parts are, one after another", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 })), (parts) => {
      const body = new BodyParts();
      for (const part of parts) body.add(part);
      expect(body.whole().equals(Buffer.concat(parts))).toBe(true);
      expect(body.length).toBe(body.whole().length);
    }),
  );
});

test("a body that comes byte by byte takes up at most twice its size", () => {
  const body = new BodyParts();
  for (let count = 0; count < 100_000; count += 1) body.add(Uint8Array.of(count));
  expect(body.whole().buffer.byteLength).toBeLessThan(200_000);
});

test.each([
  ["byte by byte, and is short", 500, 1, false],
  ["byte by byte, and is long", 1_500, 1, true],
  ["in small parts of some bytes", 100_000, 16, false],
  ["in parts of a packet", 5_000, 1_400, false],
])("a body that comes %s: it is in crumbs or not", (_how, count, bytes, expected) => {
  const body = new BodyParts();
  for (let part = 0; part < count; part += 1) body.add(new Uint8Array(bytes));
  expect(body.isInCrumbs).toBe(expected);
});
