import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { codingFor, EncodedJson } from "@/lib/server/encoded-json";

test.each([
  [null, undefined],
  ["", undefined],
  ["identity", undefined],
  ["gzip, deflate", "gzip"],
  ["gzip, deflate, br", "br"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0, gzip;q=0.0", undefined],
  ["*", "br"],
  ["*;q=0, gzip;q=1", "gzip"],
  ["deflate;;, \u0000", undefined],
])("of what %j accepts, %s is chosen", (accepted, coding) => {
  expect(codingFor(accepted)).toBe(coding);
});

test("a body is made once for each coding, however many ask at once, and a short one goes as it is", async () => {
  const text = JSON.stringify({ data: "x".repeat(10_000) });
  let made = 0;
  const long = new EncodedJson(
    () => {
      made += 1;
      return Buffer.from(text);
    },
    { "cache-control": "no-cache" },
  );
  const [one, other, packed] = await Promise.all([long.body("br"), long.body("br"), long.body("gzip")]);
  expect([one.coding, packed.coding, one.bytes === other.bytes, made]).toEqual(["br", "gzip", true, 2]);
  expect([brotliDecompressSync(one.bytes).toString(), gunzipSync(packed.bytes).toString()]).toEqual([text, text]);
  const short = new EncodedJson(() => Buffer.from("{}"), { "cache-control": "no-cache" });
  expect(await short.body("br")).toEqual({ bytes: Buffer.from("{}"), coding: undefined });
});
