import { enterProject, fail } from "../../../scripts/lib/project.mjs";

try {
  enterProject();
  const { prepare } = await import("../../../scripts/lib/prepare.mjs");
  await prepare(["client", "bundle", "pages"], { dev: true });
  const { runOf } = await import("../../../scripts/lib/from-sources.mjs");
  const search = await runOf("tests/packages/over-http/index.ts");
  process.exit((await search(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  fail(error);
}
