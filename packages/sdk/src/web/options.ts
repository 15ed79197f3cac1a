import type { EvaluationContext } from "@openfeature/web-sdk";
import type { BulkAnswer } from "./answer";

/** Values that a server has evaluated for a page: `evaluateFlags` of `guidon-sdk/next` makes them. Plain JSON. */
export interface Bootstrap {
  /** Whom the values are for. */
  readonly context: EvaluationContext;
  readonly answer: BulkAnswer;
  /** The answer's entity tag: with it the page asks only for what is new. */
  readonly etag?: string | undefined;
}

/** Which server, key and environment a page asks. */
export interface GuidonWebOptions {
  /** Scheme and host of the server, and the path that it is mounted at, if any. */
  readonly url: string;
  /** A client key: whoever opens the page can read it. A key that may read rules is refused. */
  readonly key: string;
  /** The name of the environment. The only one of the key, or the project's default, if absent. */
  readonly environment?: string | undefined;
  /** The project's id. A key that is limited to one project needs none. */
  readonly projectId?: string | undefined;
  /** Values that a server has evaluated: the first render has them, and waits for no request. */
  readonly bootstrap?: Bootstrap | undefined;
  /** `local`: keeps the last values in `localStorage`, for a page that is opened without a network. */
  readonly cache?: "local" | undefined;
  /** In place of the browser's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** @throws TypeError for what can reach no server, in words for whoever wrote it. */
export function checkOptions({ url, key }: GuidonWebOptions): void {
  if (!isHttpUrl(url))
    throw new TypeError(`url must be the address of a Guidon server, as "https://flags.example.com"`);
  if (typeof key !== "string" || key === "") {
    throw new TypeError("key must be a client key: npm run key -- create --client --name <name> --project <slug>");
  }
}

function isHttpUrl(url: unknown): boolean {
  return typeof url === "string" && /^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "");
}

/** Without slashes at its end: paths are added to it. */
export const serverUrl = ({ url }: GuidonWebOptions): string => url.replace(/\/+$/, "");
