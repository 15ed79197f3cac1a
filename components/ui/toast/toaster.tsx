"use client";

import { useSyncExternalStore } from "react";
import { onDemand } from "../lazy/on-demand";
import { isToasterStarted, subscribeToStart } from "./toaster-start";

const ToasterRegion = onDemand(() => import("./toaster-region").then((file) => file.ToasterRegion));

/** Where toasts appear, from the first one on. */
export function Toaster() {
  const isStarted = useSyncExternalStore(subscribeToStart, isToasterStarted, () => false);
  return isStarted && <ToasterRegion />;
}
