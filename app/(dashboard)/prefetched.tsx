import { dehydrate } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Hydration } from "@/components/layout/providers";
import { currentDocumentRequest, type DocumentRequest } from "./document-request";

/** How long a document waits for its data, in milliseconds. */
const PATIENCE_MS = 3_000;

interface PrefetchedProps {
  /** Fetches what the content needs before it can show something. */
  prefetch: (request: DocumentRequest) => Promise<unknown>;
  children: ReactNode;
}

/** Content whose data comes with the document. The browser fetches what was not available in time, and shows errors. */
export async function Prefetched({ prefetch, children }: PrefetchedProps) {
  const request = await currentDocumentRequest();
  if (request === null) return children;
  const { queries } = request;
  // A part of the page sends only what it fetched itself.
  const others = new Set(queries.getQueryCache().getAll());
  await Promise.race([prefetch(request).catch(() => {}), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const state = dehydrate(queries, {
    shouldDehydrateQuery: (query) => !others.has(query) && query.state.status === "success",
  });
  return <Hydration state={JSON.stringify(state)}>{children}</Hydration>;
}
