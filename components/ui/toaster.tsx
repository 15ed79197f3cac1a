"use client";

import { useEffect } from "react";
import { lazy } from "./lazy/lazy";
import { useIsToasterWanted, wantToaster } from "./toast";

const LoadedToaster = lazy(() => import("./loaded-toaster").then((file) => file.LoadedToaster));

/** The first signs of somebody who may do something that is answered by a message. */
const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;

/** Where messages appear, once somebody is there. */
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
