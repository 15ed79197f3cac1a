"use client";

import { MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { TextButton } from "@/components/ui/button/button";
import { Input } from "@/components/ui/field/input";
import { limits } from "@/lib/contract/limits";

interface NoteFieldProps {
  note: Pick<Note, "value" | "onChange">;
  /** It is there from the beginning; it may stay empty. */
  isAsked?: boolean;
}

/** Why something is changed, for whoever reads the history. It stays out of the way until it is asked for. */
export function NoteField({ note: { value, onChange }, isAsked = false }: NoteFieldProps) {
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
