"use client";

import { type DehydratedState, hydrate, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { useIsHydrated } from "@/components/ui/hooks";
import { Toaster } from "@/components/ui/toast";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { createQueryClient } from "@/lib/client/query-cache";

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <ThemeProvider
      attribute="data-theme"
      // globals.css sets the colour scheme from the attribute; an inline style would win over it.
      enableColorScheme={false}
      disableTransitionOnChange={false}
      {...(nonce !== undefined && { nonce })}
    >
      <QueryClientProvider client={queryClient}>
        {children}
        <TooltipLayer />
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}

interface HydrationProps {
  /** A `DehydratedState` as JSON text, which costs the server and the browser less than an object. */
  state: string;
  children: ReactNode;
}

/**
 * Puts the data that came with the document into the query cache, on the server and while the page is hydrated. It does
 * so only then: the router keeps a page with its first data, which is old when the page is shown again. The library's
 * `HydrationBoundary` does not serve here: a query that the header already uses without data would get its data only
 * after this render.
 */
export function Hydration({ state, children }: HydrationProps) {
  const queryClient = useQueryClient();
  const isHydrated = useIsHydrated();
  useState(() => {
    if (!isHydrated) hydrate(queryClient, byThisClock(JSON.parse(state)));
  });
  return children;
}

/** The browser measures the age of data by its own clock, which may differ from the server's. */
const byThisClock = (state: DehydratedState): DehydratedState => ({
  ...state,
  queries: state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: Date.now() } })),
});
