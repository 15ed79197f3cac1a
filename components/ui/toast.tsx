"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { ExternalToast, toast as showToast } from "sonner";
import { Store } from "@/lib/client/store";
import { lazy } from "./lazy/lazy";

/*
 * The code that shows messages is a twentieth of a page's scripts. It is loaded with the first sign that somebody is at
 * the page; earlier messages wait for it.
 */

type Show = typeof showToast;

const isWanted = new Store(false);

/** Whether somebody may cause a message. */
const useIsToasterWanted = (): boolean => useSyncExternalStore(isWanted.subscribe, isWanted.get, () => false);

const wantToaster = (): void => isWanted.set(true);

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

const LoadedToaster = lazy(() => import("./loaded-toaster").then((file) => file.LoadedToaster));

/** Events that show that somebody is at the page and may cause a message. */
const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;

/** Shows messages. Its code is loaded with the first such event. */
export function Toaster() {
  const isWanted = useIsToasterWanted();
  useEffect(() => {
    const seen = new AbortController();
    const onSign = () => {
      seen.abort();
      wantToaster();
    };
    for (const sign of SIGNS) addEventListener(sign, onSign, { signal: seen.signal });
    return () => seen.abort();
  }, []);
  return isWanted && <LoadedToaster />;
}
