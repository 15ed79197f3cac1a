"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "../toast";
import { Button, IconButton } from "./button";

interface CopyButtonProps {
  /** The text, or a function when making it is costly. */
  text: string | (() => string);
  /** The label: "Copy key". */
  label: string;
  /** Whether the label shows beside the icon. */
  isLabelled?: boolean;
  className?: string;
}

/** How long the tick stays. */
const SHOWN_MS = 1_500;

export function CopyButton({ text, label, isLabelled = false, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    if (await copyText(typeof text === "string" ? text : text())) setIsCopied(true);
    else toast.error("Could not copy: the browser does not allow it here.");
  };
  const icon = isCopied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />;
  return (
    <>
      {isLabelled ? (
        <Button size="sm" className={className} onClick={copy}>
          {icon}
          {label}
        </Button>
      ) : (
        <IconButton label={label} {...(className !== undefined && { className })} onClick={copy}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}

/**
 * Puts text on the clipboard.
 * @returns false when the browser refuses, as on a page without https that is not localhost
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
