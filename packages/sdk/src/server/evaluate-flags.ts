import type { EvaluationContext, JsonValue } from "@openfeature/web-sdk";
import { type AskOutcome, ask } from "../web/ask";
import { type Bootstrap, checkOptions, type GuidonWebOptions } from "../web/options";

/** How long a page waits for its flags; after that it is rendered without them. */
const DEADLINE_MS = 1_000;

export interface EvaluateOptions extends Pick<GuidonWebOptions, "url" | "environment" | "projectId" | "fetch"> {
  /** The client key that the page uses, so that both get the same flags. */
  readonly clientKey: string;
  /** In ms. */
  readonly timeoutMs?: number | undefined;
}

/** The server has not evaluated; `message` says why. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}

/**
 * The values of all flags for a context, to be passed to the page. Call it on a server, once for each request that it
 * answers.
 * @throws EvaluationError when the server does not answer, or refuses this key
 */
export async function evaluateFlags(options: EvaluateOptions, context: EvaluationContext): Promise<Bootstrap> {
  const { clientKey, timeoutMs = DEADLINE_MS, ...rest } = options;
  const asking = { ...rest, key: clientKey };
  checkOptions(asking);
  const outcome = await ask(asking, { context, etag: undefined }, AbortSignal.timeout(timeoutMs));
  if (outcome.kind !== "answer") throw new EvaluationError(whyNot(outcome));
  return { context, answer: outcome.answer, ...(outcome.etag !== undefined && { etag: outcome.etag }) };
}

const whyNot = (outcome: Exclude<AskOutcome, { kind: "answer" }>): string =>
  outcome.kind === "unchanged" ? "The server answered 304 to a request that named no values" : outcome.message;

/** The flag's value from a bootstrap, or the default, for a server component. */
export function flagValue<T extends JsonValue>(bootstrap: Bootstrap | undefined, flagKey: string, defaultValue: T): T {
  const value = bootstrap?.answer.flags.find(({ key }) => key === flagKey)?.value;
  // It has the default's type, which is all that TypeScript knows about the value.
  return value !== undefined && typeof value === typeof defaultValue ? (value as T) : defaultValue;
}
