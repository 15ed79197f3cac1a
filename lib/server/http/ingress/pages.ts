import type { IncomingMessage, RequestListener } from "node:http";
import { pageHeaders } from "../page-headers.mjs";
import { type Refusal, refuse } from "./refusal";

/** Adds the headers of pages to every answer: Next leaves them out where it redirects by itself. */
export const withPageHeaders =
  (pages: RequestListener): RequestListener =>
  (incoming, outgoing) => {
    for (const { key, value } of pageHeaders) outgoing.setHeader(key, value);
    pages(incoming, outgoing);
  };

/**
 * Serves content that is only read: pages and their files support no other method, and no body.
 * @param checkRouterState throws for a state of the pages' router that Next cannot read: Next would answer 500, and log
 * a stack
 */
export function readOnly(
  pages: RequestListener,
  checkRouterState: (header: string | string[]) => void,
): RequestListener {
  return (incoming, outgoing) => {
    const problem = problemOf(incoming) ?? routerProblem(incoming, checkRouterState);
    if (problem === undefined) pages(incoming, outgoing);
    else refuse(incoming, outgoing, { ...problem, headers: { connection: "close", ...problem.headers } });
  };
}

function problemOf({ method, headers, url = "" }: IncomingMessage): Refusal | undefined {
  if (method !== "GET" && method !== "HEAD") {
    return { status: 405, error: "Method not allowed", headers: { allow: "GET, HEAD" } };
  }
  const { "content-length": length = "0", "transfer-encoding": coding } = headers;
  if (Number(length) > 0 || coding !== undefined) return { status: 400, error: "A page is asked for without a body" };
  // Next answers some of these with 500.
  if (!isDecodable(url)) return { status: 400, error: "The path is not UTF-8" };
  return undefined;
}

function isDecodable(target: string): boolean {
  const [path = ""] = target.split("?", 1);
  try {
    return !path.includes("%") || decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

function routerProblem({ headers }: IncomingMessage, check: (header: string | string[]) => void): Refusal | undefined {
  const state = headers["next-router-state-tree"];
  try {
    if (state !== undefined) check(state);
    return undefined;
  } catch {
    return { status: 400, error: "The router state is not valid" };
  }
}
