import { useSyncExternalStore } from "react";
import type { ExternalToast, toast as showToast } from "sonner";

/*
 * What shows messages is a twentieth of a page's scripts. It comes with the first sign that somebody is at the page;
 * what is said before it is there waits for it.
 */

type Show = typeof showToast;

let isWanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether messages may be about to come. */
export const useIsToasterWanted = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isWanted,
    () => false,
  );

export function wantToaster(): void {
  isWanted = true;
  for (const listener of listeners) listener();
}

let startShowing: (show: Show) => void = () => {};
const shown = new Promise<Show>((resolve) => {
  startShowing = resolve;
});

/** The toaster is on the page: what waited is shown by it, and what comes. */
export const toasterIsThere = (show: Show): void => startShowing(show);

/** Those that are on the page go: what opens now is about something else, and must not be covered by them. */
export function clearToasts(): void {
  if (isWanted) void shown.then((show) => show.dismiss());
}

const sayAs =
  (kind: "message" | "success" | "warning" | "error") =>
  (text: string, options?: ExternalToast): void => {
    wantToaster();
    void shown.then((show) => show[kind](text, options));
  };

/** Says something at the edge of the page, for a while. */
export const toast = Object.assign(sayAs("message"), {
  success: sayAs("success"),
  warning: sayAs("warning"),
  error: sayAs("error"),
});
