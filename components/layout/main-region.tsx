"use client";

import type { ReactNode } from "react";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";

/** The first thing that a keyboard reaches: past the header, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-control bg-ink px-3 py-2 text-base text-ground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
  );
}

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
