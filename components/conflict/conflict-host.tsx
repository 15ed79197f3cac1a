"use client";

import { useSyncExternalStore } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import type { EditKind, SayField } from "./edit-kinds";
import type { Choices, Conflict } from "./merge";

const ConflictDialog = lazy(() => import("./conflict-dialog").then((file) => file.ConflictDialog));

/** Where conflicts are asked about: one for all editors. */
export function ConflictHost() {
  const question = useSyncExternalStore(subscribeToQuestions, currentQuestion, () => null);
  if (question === null) return null;
  const key = question.conflicts.map(({ key: each }) => each).join();
  return <ConflictDialog key={`${question.resourceId} ${key}`} question={question} />;
}

/** What a person is asked when somebody else has changed the same. */
export interface ConflictQuestion {
  readonly kind: EditKind;
  /** What was edited: who changed it is known by it. */
  readonly resourceId: string;
  readonly conflicts: readonly Conflict[];
  /** Its values in words; as the history has them when undefined. */
  readonly say: SayField | undefined;
  /** @param choices null: nothing is to be saved yet */
  readonly answer: (choices: Choices | null) => void;
}

/** One after another: a second save may meet a conflict while the first is being asked about. */
let waiting: readonly ConflictQuestion[] = [];
const listeners = new Set<() => void>();

function set(next: readonly ConflictQuestion[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Asks which side is to count in each conflict. @returns null when nothing is to be saved yet */
export function askConflict(about: Omit<ConflictQuestion, "answer">): Promise<Choices | null> {
  return new Promise((resolve) => {
    const question: ConflictQuestion = {
      ...about,
      answer: (choices) => {
        set(waiting.filter((other) => other !== question));
        resolve(choices);
      },
    };
    set([...waiting, question]);
  });
}

function subscribeToQuestions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is to be asked now. */
const currentQuestion = (): ConflictQuestion | null => waiting[0] ?? null;

/** For forms that a page begins with: it rarely has anything to say. */
export const LazyChangedNotice = lazy(() => import("./changed-notice").then((file) => file.ChangedNotice));
