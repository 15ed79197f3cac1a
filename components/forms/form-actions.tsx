"use client";

import { MessageSquarePlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { TextButton } from "@/components/ui/button/button";
import { Input } from "@/components/ui/field/input";
import { limits } from "@/lib/contract/limits";
import { type ApiCall, CopyAsCurl } from "./copy-as-curl";

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
      <div
        className="flex min-w-0 flex-1 basis-full flex-wrap items-center gap-x-3 gap-y-2 empty:hidden
          max-sm:justify-between sm:basis-auto sm:has-[input]:basis-full"
      >
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

interface NoteFieldProps {
  note: Pick<Note, "value" | "onChange">;
  /** It is there from the beginning; it may stay empty. */
  isAsked?: boolean;
}

/** Why something is changed, for whoever reads the history. It stays out of the way until it is asked for. */
function NoteField({ note: { value, onChange }, isAsked = false }: NoteFieldProps) {
  const [isOpen, setIsOpen] = useState(isAsked || value !== "");
  if (!isOpen) {
    return (
      <TextButton onClick={() => setIsOpen(true)} className="gap-1.5">
        <MessageSquarePlus aria-hidden className="size-3.5" />
        Add a note
      </TextButton>
    );
  }
  return (
    <Input
      // It was asked for with the press of the button that it takes the place of.
      ref={isAsked ? undefined : focusEmpty}
      aria-label="Note for the history"
      placeholder={isAsked ? "Why, for the history (optional)" : "Why, for the history"}
      maxLength={limits.commentLength}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      className="min-w-40 flex-1"
    />
  );
}

/** The field in a line of its own, for a column: there its button would be as wide, and its field would be squeezed. */
export function NoteLine(props: NoteFieldProps) {
  return (
    <div className="flex min-w-0 shrink-0">
      <NoteField {...props} />
    </div>
  );
}

function focusEmpty(field: HTMLInputElement | null): void {
  if (field?.value === "") field.focus();
}

/** Why something is changed, as it is typed for the history. */
export interface Note {
  value: string;
  onChange: (value: string) => void;
  /** As it is sent; undefined when there is none. */
  comment: string | undefined;
}

/** @param given what was said before */
export function useNote(given = ""): Note {
  const [value, onChange] = useState(given);
  const text = value.trim();
  return { value, onChange, comment: text === "" ? undefined : text };
}
