import type { FlagInput } from "guidon-engine";

/** Long enough for a large ruleset over a slow line, in ms. */
const DEADLINE_MS = 30_000;

interface FlagSource {
  readonly url: string;
  readonly key: string;
  readonly environment: string;
  readonly projectId: string | undefined;
}

/** The flags of an environment. @throws Error that says what to do */
export async function readFlags({ url, key, environment, projectId }: FlagSource): Promise<FlagInput[]> {
  const address = new URL(`${url.replace(/\/+$/, "")}/api/v1/flags/rulesets/${encodeURIComponent(environment)}`);
  // The contents of long lists do not matter for the types of flags.
  address.searchParams.set("lists", "hash");
  if (projectId !== undefined) address.searchParams.set("project_id", projectId);
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch((error: Error) => {
    throw new Error(`${address.origin} does not answer: ${causeOf(error)}`);
  });
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(refusal(response.status, body?.message ?? body?.error));
  if (!Array.isArray(body?.data?.flags)) throw new Error(`${address.origin} does not answer as a Guidon server does.`);
  return body.data.flags;
}

/** `fetch` itself only says that it failed. */
const causeOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message);

const hints: Readonly<Record<number, string>> = {
  401: "GUIDON_KEY is not known there. Was it revoked?",
  403:
    "GUIDON_KEY must be a key with the scope flags:ruleset for this environment: " +
    "npm run key -- create --name types --scope flags:ruleset --project <slug>",
  404: "There is no such environment or project.",
};

const refusal = (status: number, message: unknown): string =>
  [`The server answers ${status}${typeof message === "string" ? `: ${message}` : ""}`, hints[status]]
    .filter(Boolean)
    .join(". ");
