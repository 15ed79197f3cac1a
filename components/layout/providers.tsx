"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toast";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { createQueryClient } from "@/lib/client/query-client";

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
