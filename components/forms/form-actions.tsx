import type { ReactNode } from "react";
import { type ApiCall, CopyAsCurl } from "./copy-as-curl";
import { type Note, NoteField } from "./note-field";

interface FormActionsProps {
  /** The request that the form would send; absent when an API key cannot send it. */
  call?: (() => ApiCall) | undefined;
  /** A note on why, for changes that are kept in the history. */
  note?: Note | undefined;
  /** Its buttons, the main one last. */
  children: ReactNode;
}

/** The actions of a form: extras on the left, its buttons on the right; on a phone one above the other. */
export function FormActions({ call, note, children }: FormActionsProps) {
  return (
    <>
      <div className="flex min-w-0 flex-1 basis-full flex-wrap items-center gap-x-3 gap-y-2 empty:hidden max-sm:justify-between sm:basis-auto sm:has-[input]:basis-full">
        {call !== undefined && <CopyAsCurl call={call} />}
        {note !== undefined && <NoteField note={note} />}
      </div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</div>
    </>
  );
}

/** The problem of a form as a whole. Screen readers read it when it appears. */
export function FormProblem({ text }: { text: string }) {
  return (
    <p
      role="alert"
      className="rounded-control border border-danger/30 bg-danger-soft px-3 py-2 text-base text-danger empty:hidden"
    >
      {text}
    </p>
  );
}
