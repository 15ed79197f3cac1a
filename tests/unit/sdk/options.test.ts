import { expect, test } from "vitest";
import { readOptions } from "@/packages/sdk/src/core/options";

const options = { url: "https://flags.example.com/below/", key: "kr_live_x", environment: "production" };

test("times that are left open have their defaults", () => {
  expect(readOptions({ ...options, timing: { poll: undefined, ready: 7 } }).timing).toMatchObject({
    ...{ ready: 7, poll: 30_000 },
  });
});

test.each([
  ["a password in the url", { url: "https://me:secret@flags.example.com" }, /url/],
  ["a query in the url", { url: "https://flags.example.com/?secret" }, /url/],
  ["a fragment in the url", { url: "https://flags.example.com/#secret" }, /url/],
  ["a scheme that is not HTTP's", { url: "file:///secret" }, /url/],
  ["a key with a line break", { key: "secret\n" }, /key/],
  ["a key that no header carries", { key: "secret☃" }, /key/],
  ["no environment", { environment: "" }, /environment/],
  ["a way of updating that there is not", { updates: "sse" as never }, /updates/],
  ["no time at all", { timing: { poll: 0 } }, /timing\.poll/],
  ["a time that is no number", { timing: { backoff: Number.NaN } }, /timing\.backoff/],
])("%s is refused at once, and no secret is repeated", (_what, wrong, message) => {
  const read = () => readOptions({ ...options, ...wrong });
  expect(read).toThrow(TypeError);
  expect(read).toThrow(message);
  expect(read).not.toThrow(/secret/);
});
