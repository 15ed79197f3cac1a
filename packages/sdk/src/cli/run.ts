import { typesCommand } from "./types-command";
import { type Environment, UsageError } from "./usage";

const USAGE = `Usage: guidon-sdk types --environment <name> [options]

Writes the TypeScript declarations of your flags: their keys, their values' types and their variants.

  --environment <name>  whose flags they are
  --url <url>           the Guidon server; GUIDON_URL unless given
  --project <id>        for a key of several projects
  --output <file>       what is written; guidon-flags.d.ts unless given
  --check               writes nothing, and fails when the file is not what would be written

GUIDON_KEY holds a key with the scope flags:ruleset.`;

/** @returns the exit code: 0, 1 for a failed check, 2 for wrong arguments. */
export async function runCli([command, ...args]: readonly string[], environment: Environment): Promise<number> {
  if (command === undefined || command === "--help" || args.includes("--help")) {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  try {
    if (command !== "types") throw new UsageError(`There is no command "${command}".\n\n${USAGE}`);
    return await typesCommand(args, environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}
