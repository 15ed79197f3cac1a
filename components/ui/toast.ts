import { useSyncExternalStore } from "react";
import type { ExternalToast, toast as showToast } from "sonner";
import { Store } from "@/lib/client/store";

/*
 * The code that shows messages is a twentieth of a page's scripts. It is loaded with the first sign that somebody is at
 * the page; earlier messages wait for it.
 */

type Show = typeof showToast;

const isWanted = new Store(false);

/** Whether somebody may cause a message. */
export const useIsToasterWanted = (): boolean => useSyncExternalStore(isWanted.subscribe, isWanted.get, () => false);

export const wantToaster = (): void => isWanted.set(true);

let startShowing: (show: Show) => void = () => {};
const shown = new Promise<Show>((resolve) => {
  startShowing = resolve;
});

/** The toaster is mounted and shows the messages that waited, and all later ones. */
export const toasterIsThere = (show: Show): void => startShowing(show);

/** Dismisses the messages on the page: something opens now that they must not cover. */
export function clearToasts(): void {
  if (isWanted.get()) void shown.then((show) => show.dismiss());
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
