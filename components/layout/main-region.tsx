"use client";

import type { ReactNode } from "react";
import { useIsHydrated } from "@/components/ui/hooks";

/** The first stop of the Tab key: a link past the header to the content. */
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

/** The region of a page's content. It is inert until hydration, because clicks and typing before that would be lost. */
export function MainRegion({ children }: { children: ReactNode }) {
  const isHydrated = useIsHydrated();
  return (
    <main
      id="main"
      tabIndex={-1}
      inert={!isHydrated}
      className="mx-auto w-full max-w-(--page-width) flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
    >
      {children}
    </main>
  );
}
