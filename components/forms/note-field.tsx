"use client";

import { MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { TextButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/field/input";

/** As the contract has it, which brings more than a page of this needs. */
const LONGEST_NOTE = 500;

interface NoteFieldProps {
  value: string;
  onChange: (note: string) => void;
  /** Among the buttons of a form: once it is asked for, it has a line of its own above them. */
  isAmongButtons?: boolean;
  className?: string;
}

/** Why something is changed, for whoever reads the history. It stays out of the way until it is asked for. */
export function NoteField({ value, onChange, isAmongButtons = false, className }: NoteFieldProps) {
  const [isOpen, setIsOpen] = useState(value !== "");
  if (!isOpen) {
    return (
      <TextButton onClick={() => setIsOpen(true)} className={cn("gap-1.5", !isAmongButtons && "self-start", className)}>
        <MessageSquarePlus aria-hidden className="size-3.5" />
        Add a note
      </TextButton>
    );
  }
  return (
    <Input
      // It was asked for with the press of the button that it takes the place of.
      ref={focusEmpty}
      aria-label="Note for the history"
      placeholder="Why, for the history"
      maxLength={LONGEST_NOTE}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      className={cn(isAmongButtons && "order-first basis-full", className)}
    />
  );
}

function focusEmpty(field: HTMLInputElement | null): void {
  if (field?.value === "") field.focus();
}

/** A note as it is sent; undefined when there is none. */
export const noteToSend = (note: string): string | undefined => (note.trim() === "" ? undefined : note.trim());
