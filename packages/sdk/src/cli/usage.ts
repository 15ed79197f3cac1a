/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An error of the caller; the message says what to do. */
export class UsageError extends Error {}
