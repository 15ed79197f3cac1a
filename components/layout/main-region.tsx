"use client";

import type { ReactNode } from "react";
import { useIsAlive } from "@/components/ui/use-is-alive";

/** Where a page's content stands. It is seen before it has come alive; what was clicked or typed by then would be lost. */
export function MainRegion({ children }: { children: ReactNode }) {
  const isAlive = useIsAlive();
  return (
    <main
      id="main"
      tabIndex={-1}
      inert={!isAlive}
      className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
    >
      {children}
    </main>
  );
}
