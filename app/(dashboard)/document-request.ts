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

/** A longer answer, in characters, is left to the browser: here it would be parsed, written and parsed again. */
const LONGEST_ANSWER = 512 * 1024;

/** What was too long the last time is not made for nothing each time. */
const longAnswers = new LRUCache<string, true>({ max: 200, ttl: 10 * 60_000 });

/** Somebody who is signed in loads a document, and what its page has asked the API on their behalf so far. */
export interface DocumentRequest {
  pathname: string;
  /** Calls the API as that person, within the process. */
  api: Api;
  queries: QueryClient;
}

/** The request that is being answered, one for all parts of the page; null when the page does without its data. */
export const currentDocumentRequest = cache(async (): Promise<DocumentRequest | null> => {
  const local = localApi();
  const asked = await headers();
  const pathname = asked.get("x-pathname");
  // The router asks for pages in another form, and has its own answers in memory.
  const isDocument = asked.get("accept")?.includes("text/html") === true;
  const isSignedIn = (await cookies()).getAll().some(({ name }) => isSessionCookie(name));
  if (local === undefined || pathname === null || !isDocument || !isSignedIn) return null;
  return {
    pathname,
    api: apiOver((url) => ask(local, url, asked.get("cookie") ?? "")),
    // What one part of the page has asked, the others know. Whoever gets no answer asks again in the browser.
    queries: new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } }),
  };
});

/**
 * The project that the address names.
 * @throws Error when it names none, and ApiError when there is none or it may not be seen
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
  // What pages ask for is short, and so is text.
  if (typeof body === "object" && body !== null) return leaveToBrowser(url);
  return new Response(body, { status, headers: new Headers(Object.entries(headers).flatMap(single)) });
}

/** The browser is told to ask while the page's scripts are still on their way. */
function leaveToBrowser(url: string): never {
  preload(url, { as: "fetch", crossOrigin: "anonymous" });
  throw new Error(`${url} is left to the browser`);
}

const single = ([name, value]: [string, string | string[]]): [string, string][] =>
  [value].flat().map((one) => [name, one]);
