"use client";

import type { ReactNode } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/** Where a page's content stands. It is inert until it is hydrated: what was clicked or typed before would be lost. */
export function MainRegion({ children }: { children: ReactNode }) {
  const isHydrated = useIsHydrated();
  return (
    <main
      id="main"
      tabIndex={-1}
      inert={!isHydrated}
      className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
    >
      {children}
    </main>
  );
}
