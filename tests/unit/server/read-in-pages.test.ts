import { expect, test } from "vitest";
import { readInPages } from "@/lib/server/live/read-in-pages";
import type { Sized } from "@/lib/server/store/rulesets";

const kilobytes = (id: string, size: number): Sized => ({ id, bytes: size * 1024 });

test("rows are read in pages of half a megabyte, each asked for before the last one is used", async () => {
  const rows = [kilobytes("a", 200), kilobytes("b", 300), kilobytes("c", 900), kilobytes("d", 1), kilobytes("e", 1)];
  const events: string[] = [];
  const pages = readInPages<string[]>(rows, async (ids) => {
    events.push(`asked for ${ids}`);
    return JSON.stringify(ids);
  });
  for await (const page of pages) events.push(`used ${page}`);
  expect(events).toEqual(["asked for a,b", "asked for c", "used a,b", "asked for d,e", "used c", "used d,e"]);
});

test("a page that fails ends the reading, and one asked for besides is no unhandled failure", async () => {
  const rows = [kilobytes("a", 600), kilobytes("b", 600)];
  const pages = readInPages<string[]>(rows, async ([id]) => {
    throw new Error(`${id} failed`);
  });
  await expect(pages.next()).rejects.toThrow("a failed");
  expect(await pages.next()).toEqual({ done: true, value: undefined });
});
