"use client";

import { lazy } from "../lazy/lazy";

/** Something that floats below a control, drawn while it is open. */
export const Floating = lazy(() => import("./floating-panel").then((file) => file.FloatingPanel));
