"use client";

import { WifiOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLiveState } from "@/components/live/live-updates";
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
        <p className="flex items-center justify-center gap-2 border-warning/30 border-t bg-warning-soft px-4 py-2 text-center text-base text-warning">
          <WifiOff aria-hidden className="size-4 shrink-0" />
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
