import { useSyncExternalStore } from "react";
import type { ExternalToast, toast as showToast } from "sonner";

/*
 * The code that shows messages is a twentieth of a page's scripts. It is loaded with the first sign that somebody is at
 * the page; earlier messages wait for it.
 */

type Show = typeof showToast;

let isWanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether somebody may cause a message. */
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

/** The toaster is mounted and shows the messages that waited, and all later ones. */
export const toasterIsThere = (show: Show): void => startShowing(show);

/** Dismisses the messages on the page: something opens now that they must not cover. */
export function clearToasts(): void {
  if (isWanted) void shown.then((show) => show.dismiss());
}

const sayAs =
  (kind: "message" | "success" | "warning" | "error") =>
  (text: string, options?: ExternalToast): void => {
    wantToaster();
    void shown.then((show) => show[kind](text, options));
  };

/** Shows messages at the edge of the page for a while. */
export const toast = Object.assign(sayAs("message"), {
  success: sayAs("success"),
  warning: sayAs("warning"),
  error: sayAs("error"),
});
