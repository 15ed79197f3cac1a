import type { RulesetCache } from "./cache";
import type { Ruleset } from "./ruleset";
import { type GivenTiming, readTiming, type Timing } from "./timing";

export interface GuidonOptions {
  /** The address of Guidon, such as `https://flags.example.com`. */
  readonly url: string;
  /** A key with the scope `flags:ruleset`; or what gives it, asked before each request: a key may be replaced. */
  readonly key: string | (() => string | Promise<string>);
  readonly environment: string;
  /** May be absent with a key that is limited to one project. */
  readonly projectId?: string | undefined;
  /** A ruleset to begin with: `data` of `GET /api/v1/flags/rulesets/:environment`, from your build or your server. */
  readonly bootstrap?: Ruleset | undefined;
  /** Where the last ruleset is stored for the next start. */
  readonly cache?: RulesetCache | undefined;
  /** `stream`: changes arrive at once; `poll`: by asking; `manual`: only when `refresh()` is called. */
  readonly updates?: "stream" | "poll" | "manual" | undefined;
  /** Whether evaluations are counted for the dashboard, by flag, rule and value, without attributes of contexts. */
  readonly counts?: boolean | undefined;
  /** Replaces the runtime's. */
  readonly fetch?: typeof fetch | undefined;
  /** Timeouts and intervals, in milliseconds. */
  readonly timing?: GivenTiming | undefined;
}

/** The options with all defaults. */
export interface Settings extends GuidonOptions {
  readonly updates: NonNullable<GuidonOptions["updates"]>;
  readonly counts: boolean;
  readonly fetch: typeof fetch;
  readonly timing: Timing;
}

/** Characters that headers carry unchanged. A line break that was read with a key from a file is not allowed. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/** @throws TypeError for invalid options. No message repeats a value that may be secret. */
export function readOptions(options: GuidonOptions): Settings {
  for (const name of ["url", "key", "environment"] as const) {
    const isGiven = typeof options[name] === "string" || (name === "key" && typeof options.key === "function");
    if (!isGiven || options[name] === "") throw new TypeError(`Guidon needs ${name}`);
  }
  checkUrl(options.url);
  if (typeof options.key === "string") checkKey(options.key);
  const { updates = "stream", counts = true } = options;
  if (!UPDATES.has(updates)) throw new TypeError('Guidon\'s updates must be "stream", "poll" or "manual"');
  return {
    ...options,
    updates,
    counts,
    // Called as a plain function, because browsers refuse it as a method of another object.
    fetch: options.fetch ?? ((...args) => fetch(...args)),
    timing: readTiming(options.timing),
  };
}

/** @throws TypeError for what no header carries */
export function checkKey(key: string): void {
  if (!HEADER_SAFE.test(key)) throw new TypeError("Guidon's key has a space, a line break or a letter like ü");
}

const UPDATES: ReadonlySet<unknown> = new Set(["stream", "poll", "manual"]);

function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError("Guidon's url is no address such as https://flags.example.com");
  }
  if (url.username !== "" || url.password !== "" || /[?#]/.test(text)) {
    throw new TypeError("Guidon's url must have no user, password, query or fragment: the key is an option of its own");
  }
}
