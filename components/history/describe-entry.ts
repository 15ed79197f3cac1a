import type { AuditEntry } from "@/lib/contract/audit";

type ResourceType = AuditEntry["resource_type"];

const nouns: Record<ResourceType, string> = {
  project: "project",
  flag: "flag",
  segment: "segment",
  rule: "rule",
  rule_order: "rules",
  api_key: "API key",
  member: "member",
  test_user: "test user",
};

/** Actions that say more than "created", "updated" and "deleted". */
const phrases: Record<string, string> = {
  "rule_order.updated": "reordered the rules",
  "rules.reordered": "reordered the rules",
  "rules.copied": "copied rules",
  "member.invited": "created a new link for the member",
  "member.password_set": "set their password",
};

function nameOf(entry: AuditEntry): string | undefined {
  for (const side of [entry.after, entry.before]) {
    if (typeof side !== "object" || side === null) continue;
    const name: unknown = Reflect.get(side, "name") ?? Reflect.get(side, "key");
    if (typeof name === "string" && name !== "") return name;
  }
  return undefined;
}

export interface EntryDescription {
  /** "changed the rule". */
  readonly deed: string;
  /** Of what it was done to; undefined when it has none. */
  readonly name: string | undefined;
  /** The environment that it was done in, for rules. */
  readonly environment: string | undefined;
}

/** What an entry says, in words. */
export function describeEntry(entry: AuditEntry): EntryDescription {
  const verb = entry.action.slice(entry.action.indexOf(".") + 1);
  const verbs: Record<string, string> = { created: "created", updated: "changed", deleted: "deleted" };
  const said = verbs[verb] ?? verb.replaceAll("_", " ");
  const name = nameOf(entry);
  return {
    deed: phrases[entry.action] ?? `${said} ${name === undefined ? "a" : "the"} ${nouns[entry.resource_type]}`,
    // Whoever set a password is named already.
    name: entry.action === "member.password_set" ? undefined : name,
    environment: environmentOf(entry),
  };
}

function environmentOf({ after, before }: AuditEntry): string | undefined {
  for (const side of [after, before]) {
    const environment: unknown = typeof side === "object" && side !== null && Reflect.get(side, "environment");
    if (typeof environment === "string") return environment;
  }
  return undefined;
}

/** A field's name as people say it. */
export const fieldLabel = (path: readonly string[]): string =>
  path
    .filter((part, index) => !(index > 0 && part === "value"))
    .map((part) => part.replaceAll("_", " "))
    .join(" › ");
