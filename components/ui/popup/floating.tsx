"use client";

import { lazy } from "../lazy/lazy";

/** A panel that floats below a control, rendered while it is open. */
export const Floating = lazy(() => import("./floating-panel").then((file) => file.FloatingPanel));
