import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useMe } from "@/components/account/api";
import { Listeners } from "@/lib/client/store";

/** The most favourites of a person. The oldest go when there are more. */
const MOST = 500;

const storageKey = (memberId: string): string => `guidon:favourite-flags:${memberId}`;
const listeners = new Listeners();

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "[]";
  } catch {
    // Storage may be forbidden; then there are no favourites.
    return "[]";
  }
}

function parse(text: string): string[] {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function write(key: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids.slice(-MOST)));
  } catch {
    return;
  }
  listeners.tell();
}

function subscribe(listener: () => void) {
  const unsubscribe = listeners.subscribe(listener);
  // Another tab's.
  window.addEventListener("storage", listener);
  return () => {
    unsubscribe();
    window.removeEventListener("storage", listener);
  };
}

interface Favourites {
  ids: ReadonlySet<string>;
  toggle: (flagId: string) => void;
}

/** The favourite flags of the signed-in person in every project, stored only in this browser. */
export function useFavourites(): Favourites {
  const { data: me } = useMe();
  const key = storageKey(me?.id ?? "");
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => "[]",
  );
  const toggle = useCallback(
    (flagId: string) => {
      const ids = parse(read(key));
      write(key, ids.includes(flagId) ? ids.filter((id) => id !== flagId) : [...ids, flagId]);
    },
    [key],
  );
  return { ids: useMemo(() => new Set(parse(text)), [text]), toggle };
}
