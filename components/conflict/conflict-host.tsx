"use client";

import { useSyncExternalStore } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import { currentQuestion, subscribeToQuestions } from "./conflict-question";

const ConflictDialog = lazy(() => import("./conflict-dialog").then((file) => file.ConflictDialog));

/** Where conflicts are asked about: one for all editors. */
export function ConflictHost() {
  const question = useSyncExternalStore(subscribeToQuestions, currentQuestion, () => null);
  if (question === null) return null;
  const key = question.conflicts.map(({ key: each }) => each).join();
  return <ConflictDialog key={`${question.resourceId} ${key}`} question={question} />;
}
