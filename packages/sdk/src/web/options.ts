import type { EvaluationContext } from "@openfeature/web-sdk";
import type { BulkAnswer } from "./answer";

/** Values that a server has evaluated for a page: `evaluateFlags` of `guidon-sdk/next` makes them. Plain JSON. */
export interface Bootstrap {
  /** The context of the values. */
  readonly context: EvaluationContext;
  readonly answer: BulkAnswer;
  /** The answer's ETag, with which the page asks only for newer values. */
  readonly etag?: string | undefined;
}

/** The server, key and environment that a page uses. */
export interface GuidonWebOptions {
  /** Scheme and host of the server, and the path that it is mounted at, if any. */
  readonly url: string;
  /** A client key, which everybody who opens the page can read. A key that can read rules is refused. */
  readonly key: string;
  /** The name of the environment. Absent: the only one of the key, or the project's default. */
  readonly environment?: string | undefined;
  /** The project's id. A key that is limited to one project needs none. */
  readonly projectId?: string | undefined;
  /** Values that a server has evaluated, so that the first render has them without a request. */
  readonly bootstrap?: Bootstrap | undefined;
  /** `local`: keeps the last values in `localStorage`, for a page that is opened without a network. */
  readonly cache?: "local" | undefined;
  /** Replaces the browser's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** @throws TypeError for options that can reach no server; the message is for the developer. */
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

/** Without trailing slashes, because paths are appended. */
export const serverUrl = ({ url }: GuidonWebOptions): string => url.replace(/\/+$/, "");
