import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { declareFlags } from "./declare-flags";
import { readFlags } from "./read-flags";
import { type Environment, UsageError } from "./usage";

/** `guidon-sdk types`. @returns the exit code */
export async function typesCommand(args: readonly string[], environment: Environment): Promise<number> {
  const { check, output, ...source } = optionsIn(args, environment);
  const text = declareFlags(await readFlags(source));
  const before = await readFile(output, "utf8").catch(() => undefined);
  if (before === text) {
    console.log(`${output} is up to date.`);
    return 0;
  }
  if (check) {
    console.error(`${output} is ${before === undefined ? "missing" : "out of date"}: run the command without --check.`);
    return 1;
  }
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, text);
  console.log(`${output} is written.`);
  return 0;
}

function optionsIn(args: readonly string[], { GUIDON_KEY: key, GUIDON_URL }: Environment) {
  const values = valuesIn(args);
  const { environment, url = GUIDON_URL, project, output = "guidon-flags.d.ts", check = false } = values;
  if (environment === undefined) throw new UsageError("--environment must name an environment, as production.");
  if (url === undefined) throw new UsageError("--url, or GUIDON_URL, must be the address of a Guidon server.");
  if (!URL.canParse(url)) throw new UsageError(`"${url}" is no address, as "https://flags.example.com".`);
  if (!key) {
    throw new UsageError(
      "GUIDON_KEY must hold a key with the scope flags:ruleset. Make one on the server: " +
        "npm run key -- create --name types --scope flags:ruleset --project <slug>",
    );
  }
  return { url, key, environment, projectId: project, output, check };
}

function valuesIn(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    ...{ environment: text, url: text, project: text, output: text },
    check: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
