"use client";

import { useMemo, useSyncExternalStore } from "react";

function subscribe(onChange: () => void) {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** What stands behind the # of a one-time link; null until the page is hydrated, because no server ever sees it. */
export function useLinkParameters(): URLSearchParams | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => null,
  );
  return useMemo(() => (hash === null ? null : new URLSearchParams(hash.slice(1))), [hash]);
}
