"use client";

import { WifiOff } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { useIsCutOff } from "@/components/live/use-is-cut-off";
import { keepPageWhileOffline } from "@/components/unsaved-changes/offline-links";

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
 * Says that there is no network, or no server, where every page shows it. The live region is there before there is
 * anything to say.
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
