"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { isToasterStarted, subscribeToStart } from "./toaster-start";

const ToasterRegion = lazy(async () => ({ default: (await import("./toaster-region")).ToasterRegion }));

/** Where toasts appear, from the first one on. */
export function Toaster() {
  const isStarted = useSyncExternalStore(subscribeToStart, isToasterStarted, () => false);
  return <Suspense fallback={null}>{isStarted && <ToasterRegion />}</Suspense>;
}
