import type { Key } from "@/lib/contract/key";
import type { KeyKind } from "@/lib/contract/key-kind";
import type { Project } from "@/lib/contract/project";
import type { Scope } from "@/lib/contract/scope";

/** Kinds in words. */
export const kindChoices = [
  {
    value: "server",
    label: "On a server",
    text: "Nobody but you can read it. It asks for every flag.",
  },
  {
    value: "client",
    label: "In a browser or an app",
    text: "People can read it there. It gets only flags that are visible in browsers and apps, and learns no rules.",
  },
] as const satisfies readonly { value: KeyKind; label: string; text: string }[];

/** The scopes in words, the weakest first. Each includes those before it, so a key has one. */
export const scopeChoices = [
  {
    value: "flags:evaluate",
    label: "Evaluate",
    code: "flags:evaluate",
    text: "Asks what a user gets, and nothing else.",
  },
  {
    value: "flags:ruleset",
    label: "SDK",
    code: "flags:ruleset",
    text: "Also gets the rules, so that an application evaluates by itself. For servers with the SDK.",
  },
  {
    value: "flags:read",
    label: "Read",
    code: "flags:read",
    text: "Also reads flags, segments, rules and history. For reports and checks.",
  },
  {
    value: "flags:write",
    label: "Write",
    code: "flags:write",
    text: "Also changes them. For CI and your own tools.",
  },
] as const satisfies readonly { value: Scope; label: string; code: Scope; text: string }[];

/** A key's scope in words; an unknown scope is shown as it is. */
export function scopeLabel(scopes: readonly string[]): string {
  const most = [...scopeChoices].reverse().find(({ value }) => scopes.includes(value));
  return most?.label ?? scopes.join(", ");
}

/** The environments of these projects, or of all, without duplicates. */
export function environmentsOf(projects: readonly Project[], projectIds: readonly string[] | null): string[] {
  const chosen = projects.filter(({ id }) => projectIds === null || projectIds.includes(id));
  return [...new Set(chosen.flatMap(({ environments }) => environments))];
}

/** How long an old key may work beside the new one. */
export const overlapChoices = [
  { hours: 0, label: "At once" },
  { hours: 1, label: "In an hour" },
  { hours: 24, label: "In a day" },
  { hours: 7 * 24, label: "In a week" },
  { hours: 30 * 24, label: "In 30 days" },
] as const;

const IDLE_MS = 90 * 86_400_000;

/** Whether nobody has used a key for 90 days. `now` in milliseconds since 1970. */
export const isIdle = ({ last_used_at, created_at }: Pick<Key, "last_used_at" | "created_at">, now: number): boolean =>
  now - Date.parse(last_used_at ?? created_at) >= IDLE_MS;

export type KeyState = "active" | "expired" | "revoked";

/** Whether a key works. `now` in milliseconds since 1970. */
export function keyState({ revoked_at, expires_at }: Key, now: number): KeyState {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && Date.parse(expires_at) <= now ? "expired" : "active";
}
