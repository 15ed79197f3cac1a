/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The caller's mistake: the message says what to do. */
export class UsageError extends Error {}
