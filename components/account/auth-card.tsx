"use client";

import { type ReactNode, useMemo, useSyncExternalStore } from "react";
import { Logo } from "@/components/ui/icons";

interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}

/** The card that a page shows in its middle to somebody who is not signed in. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <section className="w-full max-w-sm">
      <div className="mb-6 flex flex-col gap-4">
        <Logo />
        <div>
          <h1 className="text-balance font-semibold text-2xl text-ink tracking-tight">{title}</h1>
          {description !== undefined && <p className="mt-1 text-base text-muted">{description}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}

function subscribe(onChange: () => void) {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** The part of a one-time link behind its #. It is null until the page is hydrated, because no server ever sees it. */
export function useLinkParameters(): URLSearchParams | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => null,
  );
  return useMemo(() => (hash === null ? null : new URLSearchParams(hash.slice(1))), [hash]);
}
