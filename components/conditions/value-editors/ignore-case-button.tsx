"use client";

import { CaseSensitive } from "lucide-react";
import { IconButton } from "@/components/ui/button/icon-button";
import { ignoresCase } from "../operators";
import type { ValueEditorProps } from "./value-editor";

/** Whether upper and lower case are the same; nothing where an operator knows no case. */
export function IgnoreCaseButton({ condition, onMannerChange }: ValueEditorProps) {
  const { operator, as, ignore_case: isIgnored = false } = condition;
  if (!ignoresCase(operator) || as === "version") return null;
  return (
    <IconButton
      label="Upper and lower case are the same"
      aria-pressed={isIgnored}
      className="mt-0.5 aria-pressed:bg-accent-soft aria-pressed:text-accent"
      onClick={() => onMannerChange({ ...condition, ignore_case: !isIgnored })}
    >
      <CaseSensitive aria-hidden />
    </IconButton>
  );
}
