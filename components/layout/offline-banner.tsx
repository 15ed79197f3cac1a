"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLiveState } from "@/components/live/live-updates";
import { Button } from "@/components/ui/button/button";
import { retryLoading, useLoadState } from "@/components/ui/lazy/lazy";
import { keepPageWhileOffline } from "@/components/unsaved-changes/unsaved-changes";

function subscribe(onChange: () => void) {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}

/** Whether the browser has a network. True on the server. */
const useIsOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );

/**
 * Says that there is no network or no server. Every page shows it. The live region exists before the message, so that
 * screen readers read it.
 */
export function OfflineBanner() {
  const isOnline = useIsOnline();
  const isCutOff = useIsCutOff();
  useEffect(keepPageWhileOffline, []);
  return (
    <div role="status">
      {(!isOnline || isCutOff) && (
        <p
          className="flex items-center justify-center gap-2 border-warning/30 border-t bg-warning-soft px-4 py-2
            text-center text-base text-warning"
        >
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {isOnline
            ? "The server cannot be reached. What you see may be out of date."
            : "You are offline. What you see may be out of date, and changes cannot be saved."}
        </p>
      )}
    </div>
  );
}

/** A server that restarts is back sooner, so nobody need read of it. */
const PATIENCE_MS = 10_000;

/** Whether the page has heard no changes for a while, so that it may have missed some. */
function useIsCutOff(): boolean {
  const isDown = useLiveState(({ isUp }) => isUp === false);
  const [isCutOff, setIsCutOff] = useState(false);
  useEffect(() => {
    if (!isDown) return;
    const timer = setTimeout(() => setIsCutOff(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsCutOff(false);
    };
  }, [isDown]);
  return isCutOff;
}

const loadFailureTexts = {
  offline: "A part of this page could not be loaded, because you are offline. It comes once you are connected.",
  refused:
    "A part of this page could not be loaded: the server cannot be reached, or it was updated. Try again, or save " +
    "your work and reload the page.",
};

/**
 * Says that a part of the page could not be loaded. Every page shows it. It tries again by itself when the network or
 * the server is back, and when somebody comes back to the window. The live region exists before the message, so that
 * screen readers read it.
 */
export function LoadFailureNote() {
  const { failure } = useLoadState();
  const isUp = useLiveState((known) => known.isUp);
  useEffect(() => {
    if (isUp) retryLoading();
  }, [isUp]);
  useEffect(() => {
    const over = new AbortController();
    for (const sign of ["online", "focus"]) window.addEventListener(sign, retryLoading, { signal: over.signal });
    return () => over.abort();
  }, []);
  return (
    <div role="alert">
      {failure !== null && (
        <div
          className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-warning/30 border-t
            bg-warning-soft px-4 py-1.5 text-base text-warning"
        >
          <p className="flex items-center gap-2">
            <CloudOff aria-hidden className="size-4 shrink-0" />
            {loadFailureTexts[failure]}
          </p>
          <Button size="sm" onClick={retryLoading}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
