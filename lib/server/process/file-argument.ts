import path from "node:path";
import { parseArgs } from "node:util";

/**
 * The one file argument of a command.
 * @returns its absolute path; a relative one is resolved from where the command was called
 * @throws Error with the usage when it is not exactly one
 */
export function fileArgument(args: string[], usage: string): string {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Error(usage);
  return path.resolve(process.env.INIT_CWD ?? "", file);
}
