import type { EvaluationContext } from "@openfeature/web-sdk";
import { retryAfterMs } from "../delays";
import { Deadline } from "../wait";
import { type BulkAnswer, isBulkAnswer } from "./answer";
import { type GuidonWebOptions, serverUrl } from "./options";

/** How long a request may take. */
const DEADLINE_MS = 10_000;

/** `refused`: another attempt soon would change nothing. `failed`: the next attempt may succeed. */
export type AskOutcome =
  | { readonly kind: "answer"; readonly answer: BulkAnswer; readonly etag: string | undefined }
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string; readonly retryAfterMs: number | undefined };

interface Question {
  readonly context: EvaluationContext;
  /** The ETag of the held values, which are not sent again. */
  readonly etag: string | undefined;
  /** The name that an event gave to the state of the flags: an instance that has not heard of it waits for it. */
  readonly configTag?: string | undefined;
}

/** Asks the server for the values of all flags for a context. It always resolves. */
export async function ask(options: GuidonWebOptions, question: Question, signal: AbortSignal): Promise<AskOutcome> {
  const deadline = new Deadline(signal, DEADLINE_MS, `nothing came within ${DEADLINE_MS / 1_000} s`);
  try {
    return await understand(await send(options, question, deadline.signal));
  } catch (error) {
    return { kind: "failed", message: `The server did not answer: ${wordsOf(error)}`, retryAfterMs: undefined };
  } finally {
    deadline.end();
  }
}

function send(options: GuidonWebOptions, { context, etag, configTag }: Question, signal: AbortSignal) {
  const { key, projectId, environment, fetch = globalThis.fetch } = options;
  const query = configTag === undefined ? "" : `?flagConfigEtag=${encodeURIComponent(configTag)}`;
  return fetch(`${serverUrl(options)}/ofrep/v1/evaluate/flags${query}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...(projectId !== undefined && { "x-project-id": projectId }),
      ...(environment !== undefined && { "x-environment": environment }),
      ...(etag !== undefined && { "if-none-match": etag }),
    },
    body: JSON.stringify({ context }),
    // The server's ETags identify new values; a browser's cache would turn its 304 into 200.
    cache: "no-store",
    credentials: "omit",
    signal,
  });
}

async function understand(response: Response): Promise<AskOutcome> {
  const { status, headers } = response;
  if (status === 304) return { kind: "unchanged" };
  const body: unknown = await response.json().catch(() => undefined);
  if (status === 200 && isBulkAnswer(body)) {
    if (body.metadata?.mayReadRules === true) return { kind: "refused", message: RULES_KEY };
    return { kind: "answer", answer: body, etag: headers.get("etag") ?? undefined };
  }
  const details = REFUSALS.includes(status) ? detailsIn(body) : undefined;
  if (details !== undefined) return { kind: "refused", message: refusal(status, details) };
  // For example the page of a network that asks its guests to sign in.
  const message =
    status === 200 ? "What was sent is no evaluation: is the url right?" : `The server answered ${status}`;
  return { kind: "failed", message, retryAfterMs: retryAfterMs(headers) };
}

const REFUSALS: readonly number[] = [400, 401, 403, 413];

/** The protocol's error message. A proxy has others, perhaps only for a moment, so its answer is no refusal. */
const detailsIn = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null && "errorDetails" in body ? String(body.errorDetails) : undefined;

const RULES_KEY =
  "The key may read the rules of the flags, and whoever opens the page can read the key. Revoke it, and make a " +
  "client key: npm run key -- create --client --name <name> --project <slug>";

const hints: Readonly<Record<number, string>> = {
  401: "The key is not known. Was it revoked?",
  403: "The key may not be used here: for this environment or project, or from pages of this origin.",
};

/** The server's message, and what it means. */
const refusal = (status: number, details: string): string =>
  [`The server refuses with ${status}: ${details}`, hints[status]].filter(Boolean).join(". ");

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
