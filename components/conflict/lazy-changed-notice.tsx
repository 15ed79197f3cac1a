"use client";

import { lazy } from "@/components/ui/lazy/lazy";

/** For forms that a page begins with: it rarely has anything to say. */
export const LazyChangedNotice = lazy(() => import("./changed-notice").then((file) => file.ChangedNotice));
