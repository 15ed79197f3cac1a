import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GuidonWebOptions } from "@/packages/sdk/src/web/options";
import { storedValues, storeValues } from "@/packages/sdk/src/web/stored-values";

const options: GuidonWebOptions = {
  url: "https://flags.example.com",
  key: `kr_live_${"a".repeat(43)}`,
  cache: "local",
};
const context = { targetingKey: "u-1" };
const entry = { answer: { flags: [{ key: "limit", value: 1 }] } };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  });
});
afterEach(() => void vi.unstubAllGlobals());

test("an entry is for its key, environment and context, and not for those of another project in the same page", () => {
  storeValues(options, context, entry);
  expect(storedValues(options, context)).toMatchObject(entry);
  expect(storedValues({ ...options, key: `kr_live_${"b".repeat(43)}` }, context)).toBeUndefined();
  expect(storedValues({ ...options, environment: "staging" }, context)).toBeUndefined();
  expect(storedValues(options, { targetingKey: "u-2" })).toBeUndefined();
});
