import { parseArgs } from "node:util";
import { createKeySchema, type Key, rotateKeySchema } from "@/lib/contract/key";
import { limits } from "@/lib/contract/limits";
import { type Scope, scopeSchema, scopes } from "@/lib/contract/scope";
import { nameSchema } from "@/lib/contract/text";
import { runCommand } from "@/lib/server/process/command";
import { ServiceError } from "@/lib/server/service-error";
import { createKey, listKeys, revokeKey } from "@/lib/server/services/keys";
import { rotateKey } from "@/lib/server/services/rotate-key";

const USAGE = `Usage:
  npm run --silent key -- create --name <name> --scope <scope> [--scope …] [--project <slug> …]
    [--environment <name> …] [--client [--origin <origin> …]] [--expires <date>]
  npm run --silent key -- list
  npm run --silent key -- revoke <prefix or id>
  npm run --silent key -- rotate <prefix or id> [--overlap-hours <hours>]

Scopes: ${scopes.join(", ")} (each includes those after it).
Without --project the key is good for every project, without --environment for every environment; without --expires it
does not expire. --client is for what ships to people: it evaluates flags that are marked as visible to client keys,
with --origin only for pages of these origins. rotate makes a key that may do the same; the old one works on for the
overlap (24 hours), and stops by itself.`;

/** Makes, lists and revokes API keys. Standard output contains only the key or the list. */
export async function main([command, ...args]: string[]): Promise<void> {
  switch (command) {
    case "create":
      return create(args);
    case "list":
      return list(args);
    case "revoke":
      return revoke(args);
    case "rotate":
      return rotate(args);
    case "help":
    case "--help":
      console.log(USAGE);
      return;
    default:
      throw new Error(`${command ? `There is no command "${command}".` : "What should be done?"}\n\n${USAGE}`);
  }
}

async function create(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: "string" },
      scope: { type: "string", multiple: true },
      project: { type: "string", multiple: true },
      environment: { type: "string", multiple: true },
      client: { type: "boolean" },
      origin: { type: "string", multiple: true },
      expires: { type: "string" },
    },
  });
  const name = nameSchema.safeParse(values.name);
  if (!name.success) throw new Error(`--name must be given, with 1 to 200 characters.`);
  if (!values.scope?.length) throw new Error(`--scope must be given: ${scopes.join(", ")}.`);
  const given = createKeySchema.safeParse({
    name: name.data,
    kind: values.client ? "client" : "server",
    scopes: [...new Set(values.scope.map(parseScope))],
    environments: values.environment ?? null,
    allowed_origins: values.origin ?? null,
  });
  if (!given.success)
    throw new Error(given.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  const { kind, environments, allowed_origins: allowedOrigins } = given.data;
  const input = {
    name: name.data,
    kind,
    scopes: given.data.scopes,
    ...(values.project && { projectSlugs: [...new Set(values.project)] }),
    ...(environments !== null && { environments }),
    ...(allowedOrigins !== null && { allowedOrigins }),
    ...(values.expires !== undefined && { expiresAt: parseDate(values.expires) }),
  };
  const { key, summary } = await runCommand((context) => createKey(input, context));
  console.error(`Made key ${summary.id}. It is shown this once:`);
  console.log(key);
}

async function list(args: string[]): Promise<void> {
  parseArgs({ args, options: {} });
  const keys = await runCommand(() => listKeys());
  if (keys.length === 0) console.error("There are no keys yet.");
  for (const key of keys) console.log(toLine(key));
}

async function revoke(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const prefixOrId = oneKey("revoke", positionals);
  const key = await runCommand((context) => revokeKey(prefixOrId, context)).catch(sayMissing(prefixOrId));
  console.error(`Key ${key.key_prefix}… (${key.name}) is revoked.`);
}

async function rotate(args: string[]): Promise<void> {
  const options = { "overlap-hours": { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const prefixOrId = oneKey("rotate", positionals);
  const hours = values["overlap-hours"];
  const given = rotateKeySchema.safeParse(hours === undefined ? {} : { overlap_hours: Number(hours) });
  if (!given.success) throw new Error(`--overlap-hours must be a whole number from 0 to ${limits.keyOverlapHours}.`);
  const { key, key_prefix } = await runCommand((context) => rotateKey(prefixOrId, given.data, context)).catch(
    sayMissing(prefixOrId),
  );
  console.error(`Made key ${key_prefix}…, which takes over from ${prefixOrId}. It is shown this once:`);
  console.log(key);
}

function oneKey(command: string, [prefixOrId, ...more]: string[]): string {
  if (prefixOrId && more.length === 0) return prefixOrId;
  throw new Error(`${command} takes one key: its first 12 characters, or its id.`);
}

const sayMissing =
  (prefixOrId: string) =>
  (error: unknown): never => {
    const { cause } = error instanceof Error ? error : {};
    const isMissing = cause instanceof ServiceError && cause.code === "not_found";
    throw isMissing ? new Error(`There is no key "${prefixOrId}".`) : error;
  };

function parseScope(text: string): Scope {
  const scope = scopeSchema.safeParse(text);
  if (!scope.success) throw new Error(`There is no scope "${text}": use ${scopes.join(", ")}.`);
  return scope.data;
}

/** A day means its beginning in UTC. `Date` alone would accept "2027", and take 31 February for a day in March. */
function parseDate(text: string): Date {
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const date = new Date(text);
  if (!isIso || Number.isNaN(date.getTime()) || !isDay(text.slice(0, 10))) {
    throw new Error(`--expires "${text}" is no date: write 2027-01-31 or 2027-01-31T12:00:00Z.`);
  }
  return date;
}

function isDay(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function toLine(key: Key): string {
  const state = key.revoked_at ? `revoked ${key.revoked_at}` : key.expires_at ? `expires ${key.expires_at}` : "active";
  const kind = key.kind ?? "before kinds";
  const projects = key.project_ids ? `projects ${key.project_ids.join(",")}` : "every project";
  const use = key.last_used_at ? `used ${key.last_used_at}` : "never used";
  const environments = key.environments?.join(",") ?? "every environment";
  const scopes = key.scopes.join(",");
  return [key.key_prefix, key.id, kind, scopes, projects, environments, state, use, key.name].join("\t");
}
