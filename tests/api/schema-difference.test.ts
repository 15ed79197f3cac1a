import { expect, test } from "vitest";
import { schemaDifference } from "@/lib/server/db/schema-difference";
import { readSchema } from "@/lib/server/db/schema-engine";

test("a field that no migration makes is a difference, and its migration is written out", async () => {
  const { files } = await readSchema();
  const grown = files.map((file) => ({
    ...file,
    content: file.content.replace("model Project {", "model Project {\n  owner String?"),
  }));
  expect(await schemaDifference({ files: grown })).toContain('ALTER TABLE "projects" ADD COLUMN     "owner" TEXT');
});

test("the migrations lead to the schema", async () => {
  expect(await schemaDifference()).toBeUndefined();
});
