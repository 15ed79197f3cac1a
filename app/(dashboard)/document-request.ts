import { QueryClient } from "@tanstack/react-query";
import { LRUCache } from "lru-cache";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { preload } from "react-dom";
import { projectSlugOf } from "@/components/layout/navigation";
import { projectQuery } from "@/components/projects/api";
import { type Api, apiOver } from "@/lib/client/api-client";
import type { Project } from "@/lib/contract/project";
import { isSessionCookie } from "@/lib/contract/session-cookie";
import { type LocalApi, localApi } from "@/lib/server/http/local-api";

/** A longer answer, in characters, is left to the browser: here it would be parsed, serialised and parsed again. */
const LONGEST_ANSWER = 512 * 1024;

/** Addresses whose answers were too long the last time, so that they are not made in vain again. */
const longAnswers = new LRUCache<string, true>({ max: 200, ttl: 10 * 60_000 });

/** A signed-in person's request for a document, with what its page has fetched from the API on their behalf. */
export interface DocumentRequest {
  pathname: string;
  /** Calls the API as that person, within the process. */
  api: Api;
  queries: QueryClient;
}

/**
 * The request that is being answered, the same for all parts of the page; null when the page is rendered without its
 * data.
 */
export const currentDocumentRequest = cache(async (): Promise<DocumentRequest | null> => {
  const local = localApi();
  const asked = await headers();
  const pathname = asked.get("x-pathname");
  // The router asks for pages in another form, and has its own cache.
  const isDocument = asked.get("accept")?.includes("text/html") === true;
  const isSignedIn = (await cookies()).getAll().some(({ name }) => isSessionCookie(name));
  if (local === undefined || pathname === null || !isDocument || !isSignedIn) return null;
  return {
    pathname,
    api: apiOver((url) => ask(local, url, asked.get("cookie") ?? "")),
    // The parts of a page share answers. A part without an answer asks again in the browser.
    queries: new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } }),
  };
});

/**
 * The project in the address.
 * @throws Error when the address has none, and ApiError when the project does not exist or is not visible to the person
 */
export function projectOf({ pathname, queries, api }: DocumentRequest): Promise<Project> {
  const slug = projectSlugOf(pathname);
  if (slug === undefined) throw new Error(`${pathname} is in no project`);
  return queries.fetchQuery(projectQuery(slug, api));
}

async function ask(local: LocalApi, url: string, cookie: string): Promise<Response> {
  if (longAnswers.has(url)) return leaveToBrowser(url);
  const { status, headers, body } = await local(url, new Headers({ cookie, accept: "application/json" }));
  if (typeof body === "string" && body.length > LONGEST_ANSWER) {
    longAnswers.set(url, true);
    return leaveToBrowser(url);
  }
  // Other answers for pages are short texts.
  if (typeof body === "object" && body !== null) return leaveToBrowser(url);
  return new Response(body, { status, headers: new Headers(Object.entries(headers).flatMap(single)) });
}

/** Tells the browser to ask while the page's scripts are still loading. */
function leaveToBrowser(url: string): never {
  preload(url, { as: "fetch", crossOrigin: "anonymous" });
  throw new Error(`${url} is left to the browser`);
}

const single = ([name, value]: [string, string | string[]]): [string, string][] =>
  [value].flat().map((one) => [name, one]);
