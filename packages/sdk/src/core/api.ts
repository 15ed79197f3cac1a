import { textWithin } from "../body-text";
import { retryAfterMs } from "../delays";
import { Deadline } from "../wait";
import { GuidonError, toGuidonError } from "./guidon-error";
import { checkKey, type Settings } from "./options";

interface ServerOptions {
  readonly url: string;
  readonly key: Settings["key"];
  readonly environment: string;
  readonly projectId?: string | undefined;
  readonly fetch: typeof fetch;
}

interface Ask {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** Guidon's API, called with one key. */
export class Api {
  readonly #base: URL;

  constructor(private readonly options: ServerOptions) {
    this.#base = new URL(`${options.url.replace(/\/+$/, "")}/api/v1/flags/`);
  }

  get rulesetPath(): string {
    return `rulesets/${encodeURIComponent(this.options.environment)}`;
  }

  /**
   * The whole text of an answer, and its ETag; null for 304.
   * @throws GuidonError
   */
  async text(path: string, ask: Ask, ms: number): Promise<{ text: string; etag: string | null } | null> {
    const deadline = new Deadline(ask.signal, ms, `no answer within ${ms} ms`);
    try {
      const response = await this.open(path, { ...ask, signal: deadline.signal });
      if (response.status === 304) return null;
      return { text: await textWithin(response, LONGEST_ANSWER), etag: response.headers.get("etag") };
    } catch (error) {
      throw toGuidonError(error);
    } finally {
      deadline.end();
    }
  }

  /**
   * An answer whose body is still to be read. `signal` ends it.
   * @throws GuidonError for statuses other than 2xx and 304, and whatever `fetch` throws
   */
  async open(path: string, { query = {}, headers, body, signal }: Ask): Promise<Response> {
    const { projectId, fetch } = this.options;
    const key = await this.#key();
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries({ project_id: body === undefined ? projectId : undefined, ...query })) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // Some runtimes would send the key to the host of a redirect.
      redirect: "manual",
      signal,
    });
    if (response.ok || response.status === 304) return response;
    throw await refusal(response);
  }

  /** @throws GuidonError when there is none now: it is asked for again, as a server that is away is */
  async #key(): Promise<string> {
    const { key } = this.options;
    if (typeof key === "string") return key;
    try {
      const given = await key();
      checkKey(given);
      return given;
    } catch (error) {
      throw new GuidonError("unreachable", `There is no key: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** Statuses below 500 that do not mean that the request itself is wrong. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

/** In UTF-16 units; a ruleset with long lists fits. */
export const LONGEST_ANSWER = 256 * 1024 * 1024;
/** For an error's body; the API's are short. */
const LONGEST_REFUSAL = 64 * 1024;
/** How much of a server's message is repeated. */
const LONGEST_MESSAGE = 500;

async function refusal(response: Response): Promise<GuidonError> {
  const { status } = response;
  if (isRedirect(response)) {
    await response.body?.cancel().catch(() => {});
    return new GuidonError(
      "unreachable",
      `The server sends on to another address${targetOf(response)}: url must name it`,
    );
  }
  const reason = messageIn(await textWithin(response, LONGEST_REFUSAL).catch(() => ""));
  const answer = `${status}${reason === "" ? "" : `: ${reason}`}`;
  // A proxy may answer like this for a moment, while the server behind it restarts; it says nothing about the key.
  if (status < 500 && reason === "") {
    const message = `Something that is not Guidon answered ${status}: is the url right?`;
    return new GuidonError("unreachable", message, retryAfterMs(response.headers));
  }
  if (status === 401) return new GuidonError("refused", `The key is unknown, expired or revoked (${answer})`);
  if (status === 403) {
    const advice = "It needs the scope flags:ruleset: npm run key -- create --scope flags:ruleset --project …";
    return new GuidonError("refused", `The key may not read this ruleset (${answer}). ${advice}`);
  }
  if (status === 404) {
    return new GuidonError("not_found", `No such ruleset (${answer}): are url, environment and projectId right?`);
  }
  if (status >= 400 && status < 500 && !LATER.has(status)) {
    return new GuidonError("refused", `The request was refused (${answer})`);
  }
  return new GuidonError("unreachable", `The server answered ${answer}`, retryAfterMs(response.headers));
}

/** In pages, only the type of a redirect is visible. */
const isRedirect = ({ status, type }: Response): boolean =>
  type === "opaqueredirect" || (status >= 300 && status < 400);

function targetOf({ headers, url }: Response): string {
  const location = headers.get("location") ?? "";
  return URL.canParse(location, url || undefined) ? `, at ${new URL(location, url || undefined).origin}` : "";
}

/** The API's own message; a proxy's answer has none. */
function messageIn(text: string): string {
  try {
    const { error, details } = JSON.parse(text);
    if (typeof error !== "string") return "";
    const problems = Object.entries(details ?? {}).map(([field, problem]) => `${field}: ${problem}`);
    return [error, ...problems].join("; ").slice(0, LONGEST_MESSAGE);
  } catch {
    return "";
  }
}
