import { cpus } from "node:os";

/** The machine that figures were taken on, in a line. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`;
}
