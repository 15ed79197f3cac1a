import type { ReactNode } from "react";
import { FirstAnswers } from "@/components/layout/first-answers";
import { currentVisit, type Visit } from "./visit";

/** How long a page waits for what it asks first, in milliseconds. */
const PATIENCE_MS = 3_000;

interface AskedFirstProps {
  /** What the content asks for before it has something to show. */
  ask: (visit: Visit) => Promise<unknown>;
  children: ReactNode;
}

/**
 * Content that comes with its data in the document. What could not be had, or not soon enough, the browser asks for, and
 * says what is wrong.
 */
export async function AskedFirst({ ask, children }: AskedFirstProps) {
  const visit = await currentVisit();
  if (visit === null) return children;
  const known = new Set(visit.queries.getQueryCache().getAll());
  await Promise.race([ask(visit).catch(() => {}), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const answers = visit.queries
    .getQueryCache()
    .getAll()
    .filter((query) => !known.has(query) && query.state.status === "success")
    .map(({ queryKey, state }) => [queryKey, state.data]);
  return <FirstAnswers answers={JSON.stringify(answers)}>{children}</FirstAnswers>;
}
