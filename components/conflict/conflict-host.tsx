"use client";

import { useSyncExternalStore } from "react";
import type { Difference } from "@/components/history/diff";
import { lazy } from "@/components/ui/lazy/lazy";
import { QuestionQueue } from "@/lib/client/store";
import type { EditKind, EditWords } from "./edit-words";
import type { Choices, Conflict } from "./merge";

const DeletionDialog = lazy(() => import("./conflict-dialog").then((file) => file.DeletionDialog));
const ConflictDialog = lazy(() => import("./conflict-dialog").then((file) => file.ConflictDialog));

/** Shows the questions about conflicts. The layout has one for all editors and deletions. */
export function ConflictHost() {
  const conflict = useSyncExternalStore(conflictQuestions.subscribe, conflictQuestions.current, () => null);
  const deletion = useSyncExternalStore(deletionQuestions.subscribe, deletionQuestions.current, () => null);
  if (deletion !== null) return <DeletionDialog question={deletion} />;
  if (conflict === null) return null;
  return <ConflictDialog key={conflict.id} question={conflict} />;
}

/** The question to a person whose edit conflicts with somebody else's. */
interface Conflicting {
  readonly kind: EditKind;
  /** The edited resource; the changes of it that were heard of name who made them. */
  readonly resourceId: string;
  readonly conflicts: readonly Conflict[];
  readonly words: EditWords;
}

/** Asks which side is to count in each conflict. Null: nothing is to be saved yet. */
export const conflictQuestions = new QuestionQueue<Conflicting, Choices | null>();

export type ConflictQuestion = NonNullable<ReturnType<typeof conflictQuestions.current>>;

/** What a person is asked when somebody else has changed what is to be deleted. */
interface Deleting {
  readonly kind: EditKind;
  readonly resourceId: string;
  /** What is different in it. */
  readonly found: readonly Difference[];
  readonly words: EditWords;
}

/** Asks whether it is to go all the same. */
export const deletionQuestions = new QuestionQueue<Deleting, boolean>();

export type DeletionQuestion = NonNullable<ReturnType<typeof deletionQuestions.current>>;

/** For forms that a page begins with: it rarely has anything to say. */
export const LazyChangedNotice = lazy(() => import("./changed-notice").then((file) => file.ChangedNotice));
