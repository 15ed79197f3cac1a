import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, onTestFinished, test, vi } from "vitest";

/** A project whose `lib/shop.ts` throws on its fifth line, bundled as ours is; and `sourceStack` as it is there. */
async function bundledProject(): Promise<{ root: string; sourceStack: (stack: string) => string; stack: string }> {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), "guidon source-")));
  onTestFinished(() => fs.rm(root, { recursive: true, force: true }));
  await fs.mkdir(path.join(root, "lib"));
  await fs.writeFile(
    path.join(root, "lib", "shop.ts"),
    "type Cart = {\n  total: number;\n};\n" +
      'export function pay(cart: Cart): never {\n  throw new Error("no " + cart.total);\n}\n',
  );
  await fs.writeFile(path.join(root, "server.ts"), 'export { pay } from "./lib/shop";\n');
  await build({
    absWorkingDir: root,
    entryPoints: ["server.ts"],
    outdir: "dist",
    bundle: true,
    format: "esm",
    sourcemap: true,
    sourcesContent: false,
  });
  await fs.writeFile(path.join(root, "package.json"), '{"type": "module"}');
  vi.spyOn(process, "cwd").mockReturnValue(root);
  vi.resetModules();
  onTestFinished(() => void vi.restoreAllMocks());
  const { sourceStack } = await import("@/lib/server/source-stack");
  const url = pathToFileURL(path.join(root, "dist", "server.js")).href;
  return { root, sourceStack, stack: `Error: no 3\n    at pay (${url}:3:9)` };
}

test("a place in the bundle is told as the place in the source", async () => {
  const { sourceStack, stack } = await bundledProject();
  expect(sourceStack(stack)).toBe("Error: no 3\n    at pay (lib/shop.ts:5:9)");
});

test("places elsewhere, and places whose map is gone, stay as they are", async () => {
  const { root, sourceStack, stack } = await bundledProject();
  const elsewhere = "    at node:internal/process:1:2\n    at file:///usr/lib/dist/other.js:10:5";
  expect(sourceStack(elsewhere)).toBe(elsewhere);
  await fs.rm(path.join(root, "dist", "server.js.map"));
  expect(sourceStack(stack)).toBe(stack);
});
