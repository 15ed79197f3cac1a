"use client";

import { useEffect } from "react";
import { lazy } from "./lazy/lazy";
import { useIsToasterWanted, wantToaster } from "./toast";

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
