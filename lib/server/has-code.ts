/** Whether `error` has one of these codes: Node's for the system (`ENOENT`), or Postgres' (`57P01`). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}
