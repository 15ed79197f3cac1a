"use client";

import { type DehydratedState, hydrate, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

interface HydrationProps {
  /** A `DehydratedState` as JSON: as one text it costs the server and the browser least. */
  state: string;
  children: ReactNode;
}

/**
 * Puts the data that came with the document into the query cache, on the server and while the page is hydrated. Not
 * later: the router keeps a page with the data that it was made with, and by then that is old. The library's
 * `HydrationBoundary` would give a query that the header already knows, without data, its data only after this render.
 */
export function Hydration({ state, children }: HydrationProps) {
  const queryClient = useQueryClient();
  const isHydrated = useIsHydrated();
  useState(() => {
    if (!isHydrated) hydrate(queryClient, byThisClock(JSON.parse(state)));
  });
  return children;
}

/** How old data is, the browser judges by its own clock, which may differ from the server's. */
const byThisClock = (state: DehydratedState): DehydratedState => ({
  ...state,
  queries: state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: Date.now() } })),
});
