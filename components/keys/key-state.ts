import type { Key } from "@/lib/contract/key";

export type KeyState = "active" | "expired" | "revoked";

/** Whether a key works. `now` in milliseconds since 1970. */
export function keyState({ revoked_at, expires_at }: Key, now: number): KeyState {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && Date.parse(expires_at) <= now ? "expired" : "active";
}
