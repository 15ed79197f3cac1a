import path from "node:path";
import { z } from "zod";

const anyWholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((n) => n >= minimum && n <= maximum, `must be between ${minimum} and ${maximum}`);

const wholeNumber = (fallback: number, minimum: number, maximum: number) =>
  anyWholeNumber(minimum, maximum).default(fallback);

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL such as ${example}`,
  });

/** The number of keys that are held in memory. */
const MOST_RELAY_KEYS = 1_000;
const RELAY_KEY = /^(client|evaluate|ruleset):([0-9a-f]{64})$/;

/** What a key may do at a relay, and the SHA-256 of the key. */
export interface RelayKey {
  kind: "client" | "evaluate" | "ruleset";
  hash: string;
}

const relayKeySchema = z.string().transform((text, ctx): RelayKey => {
  const [, kind, hash] = RELAY_KEY.exec(text) ?? [];
  if (hash !== undefined && (kind === "client" || kind === "evaluate" || kind === "ruleset")) return { kind, hash };
  ctx.addIssue({ code: "custom", message: "must be client:, evaluate: or ruleset: and the SHA-256 of a key, in hex" });
  return z.NEVER;
});

const envSchema = z.object({
  PORT: wholeNumber(3000, 0, 65_535),
  HOST: z.string().default("127.0.0.1"),
  /** Unset: the embedded Postgres in DATA_DIR. */
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgresql://user:password@host:5432/database").optional(),
  /**
   * What stands between Guidon and Postgres. Unset: found out at the start. `none`: nothing, or a pooler in session
   * mode.
   */
  DATABASE_POOLER: z.enum(["none", "transaction"]).optional(),
  DATA_DIR: z.string().default(".data"),
  /** Whether rulesets and keys are stored in DATA_DIR, for a start while DATABASE_URL does not answer. */
  RULESET_CACHE: z.enum(["on", "off"]).default("on"),
  /** The address by which people reach the service behind a proxy. Never ends in a slash. */
  PUBLIC_URL: url(["http:", "https:"], "https://flags.example.com")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  /** How many trusted proxies append to X-Forwarded-For. Zero: the header is ignored. */
  TRUSTED_PROXIES: wholeNumber(0, 0, 10),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  RATE_LIMIT_PER_MINUTE: wholeNumber(600, 0, 999_999_999),
  EVALUATION_RATE_LIMIT_PER_MINUTE: wholeNumber(0, 0, 999_999_999),
  /** For each client key and network: people who share an address, or an untrusted proxy, share it. */
  CLIENT_RATE_LIMIT_PER_MINUTE: wholeNumber(6_000, 0, 999_999_999),
  /** How long the server goes on serving after it was told to stop, in ms. Unset: `shutdownDelay` decides. */
  SHUTDOWN_DELAY_MS: z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number of milliseconds, at most 999999")
    .transform(Number)
    .optional(),
  /** The port on which /metrics is open to everybody. Unset: on PORT, for keys with flags:read. */
  METRICS_PORT: anyWholeNumber(0, 65_535).optional(),
  /** The port of flagd's sync protocol (gRPC). Unset: none. */
  FLAGD_SYNC_PORT: anyWholeNumber(0, 65_535).optional(),
  /** Days. Unset: for ever. */
  AUDIT_RETENTION_DAYS: anyWholeNumber(1, 36_500).optional(),
  /** For a relay: the Guidon whose rulesets it serves, instead of a database. Never ends in a slash. */
  UPSTREAM_URL: url(["http:", "https:"], "https://flags.example.com")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  /** A key of the upstream with flags:ruleset, limited to one project. */
  UPSTREAM_KEY: z.string().optional(),
  /** A file with that key, which is read again whenever the key is needed. */
  UPSTREAM_KEY_FILE: z.string().optional(),
  UPSTREAM_ENVIRONMENT: z.string().optional(),
  /** The keys that a relay accepts. */
  RELAY_KEYS: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .pipe(z.array(relayKeySchema).max(MOST_RELAY_KEYS, `must name at most ${MOST_RELAY_KEYS} keys`))
    .optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/** What a relay needs instead of a database. */
export interface RelaySettings {
  UPSTREAM_URL: string;
  /** One of the two. */
  UPSTREAM_KEY?: string | undefined;
  UPSTREAM_KEY_FILE?: string | undefined;
  UPSTREAM_ENVIRONMENT: string;
  RELAY_KEYS: readonly RelayKey[];
}

/** The settings of a relay; undefined for another process. @throws Error when one of them is missing */
export function relaySettings(): RelaySettings | undefined {
  const { UPSTREAM_URL, UPSTREAM_KEY, UPSTREAM_KEY_FILE, UPSTREAM_ENVIRONMENT, RELAY_KEYS, DATABASE_URL } = getEnv();
  if (UPSTREAM_URL === undefined) return undefined;
  if (DATABASE_URL !== undefined) throw new Error("A relay has no database: set UPSTREAM_URL or DATABASE_URL.");
  const hasKey = (UPSTREAM_KEY ?? UPSTREAM_KEY_FILE) !== undefined;
  if (!hasKey || UPSTREAM_ENVIRONMENT === undefined || RELAY_KEYS === undefined) {
    throw new Error(
      "A relay needs UPSTREAM_KEY (or UPSTREAM_KEY_FILE), UPSTREAM_ENVIRONMENT and RELAY_KEYS beside UPSTREAM_URL.",
    );
  }
  if (UPSTREAM_KEY !== undefined && UPSTREAM_KEY_FILE !== undefined) {
    throw new Error("A relay has one key for its upstream: set UPSTREAM_KEY or UPSTREAM_KEY_FILE.");
  }
  return { UPSTREAM_URL, UPSTREAM_KEY, UPSTREAM_KEY_FILE, UPSTREAM_ENVIRONMENT, RELAY_KEYS };
}

/**
 * The settings of one process. `DATA_DIR` is absolute. When `AUTH_SECRET` is unset, `readAuthSecret` keeps one in it.
 */
type Env = z.infer<typeof envSchema>;

/**
 * Reads settings from `variables`; an empty string counts as unset, so that `.env` may list every name. A relative
 * DATA_DIR is resolved from the project root, which is the working directory of everything that `scripts/` starts.
 * @throws one Error that lists every problem, a line each.
 */
function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The settings do not fit (see .env.example):\n${problems.join("\n")}`);
  }
  return { ...result.data, DATA_DIR: path.resolve(result.data.DATA_DIR) };
}

let parsed: Env | undefined;

/** The process's settings, parsed on first use. */
export function getEnv(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
