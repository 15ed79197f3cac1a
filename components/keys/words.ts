import type { Key } from "@/lib/contract/key";
import type { Scope } from "@/lib/contract/scope";

interface ScopeChoice {
  label: string;
  /** Who needs it, and what for. */
  text: string;
}

/** Scopes in words, least first. Each includes those before it, so one is chosen. */
export const scopeChoices: Record<Scope, ScopeChoice> = {
  "flags:evaluate": { label: "Evaluate", text: "Asks what a user gets, and nothing else. For browsers and apps." },
  "flags:read": { label: "Read", text: "Also reads flags, segments, rules and history. For reports and checks." },
  "flags:write": { label: "Write", text: "Also changes them. For CI and your own tools. Keep it on a server." },
};

export const scopesLeastFirst = ["flags:evaluate", "flags:read", "flags:write"] as const satisfies readonly Scope[];

/** What a key may do, in a word; what is not known is shown as it is. */
export function scopeLabel(scopes: readonly string[]): string {
  const most = [...scopesLeastFirst].reverse().find((scope) => scopes.includes(scope));
  return most === undefined ? scopes.join(", ") : scopeChoices[most].label;
}

export type KeyState = "active" | "expired" | "revoked";

/** Whether a key works. `now` in milliseconds since 1970. */
export function keyState({ revoked_at, expires_at }: Key, now: number): KeyState {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && Date.parse(expires_at) <= now ? "expired" : "active";
}
