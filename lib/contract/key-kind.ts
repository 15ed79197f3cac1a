/** `server` is kept secret; `client` ships to people, who can read it. */
export const keyKinds = ["server", "client"] as const;

export type KeyKind = (typeof keyKinds)[number];
