"use client";

import { useSyncExternalStore } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import { QuestionQueue } from "@/components/ui/question-queue";
import type { WithComment } from "@/lib/client/api-client";
import type { SaveDescription } from "./use-protected-mutation";

// Few environments are protected.
const ProtectedDialog = lazy(() => import("./protected-dialog").then((file) => file.ProtectedDialog));

/** Where it is asked whether saves of what is protected are meant: one for all of them. */
export function ProtectedHost() {
  const question = useSyncExternalStore(protectedQuestions.subscribe, protectedQuestions.current, () => null);
  return question && <ProtectedDialog key={question.id} question={question} />;
}

interface About extends SaveDescription, WithComment {
  readonly projectId: string;
  /** The protected ones that it reaches. */
  readonly environments: readonly string[];
}

/** Asks whether a save of something protected is meant. Null: it is not. */
export const protectedQuestions = new QuestionQueue<About, WithComment | null>();

export type ProtectedQuestion = NonNullable<ReturnType<typeof protectedQuestions.current>>;
