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
