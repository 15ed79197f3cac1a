import fs from "node:fs/promises";
import { expect, test } from "vitest";
import { sourceFiles } from "@/scripts/lib/fingerprint.mjs";

/** Files of the project's own directory that no build reads. */
const NO_SOURCES = ["biome.json", "next-env.d.ts", "playwright.config.ts", "vitest.config.ts"];

test("every source file of the project counts, so that a start after its change builds again", async () => {
  const files = (await fs.readdir(".", { withFileTypes: true })).filter((entry) => entry.isFile());
  const sources = files.map(({ name }) => name).filter((name) => /\.(ts|mjs|json)$/.test(name));
  expect(sources.filter((name) => !NO_SOURCES.includes(name))).toEqual(
    sourceFiles().filter((file) => !/[\\/]/.test(file)),
  );
});

test("pages, components, libraries, schema, migrations and scripts count; what is generated does not", () => {
  const files = sourceFiles();
  for (const file of [
    "app/layout.tsx",
    "app/globals.css",
    "public/icon.svg",
    "lib/targeting/index.ts",
    "prisma/schema.prisma",
    "scripts/lib/bundle.mjs",
  ])
    expect(files).toContain(file);
  expect(files.some((file) => /^prisma\/migrations\/.*\.sql$/.test(file))).toBe(true);
  expect(files.filter((file) => file.startsWith("lib/server/db/generated"))).toEqual([]);
});
