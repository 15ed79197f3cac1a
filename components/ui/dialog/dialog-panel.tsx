"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import { IconButton } from "../button/icon-button";
import { cn } from "../cn";
import { useReturnFocus } from "../popup/use-return-focus";
import type { DialogProps } from "./dialog";

const widths = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

/** The open dialog. Radix keeps the focus inside and gives it back. */
export function DialogPanel({
  isOpen,
  onOpenChange,
  title,
  description,
  size = "md",
  isSticky = false,
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="overlay fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={returnFocus}
          {...(isSticky && { onInteractOutside: (event) => event.preventDefault() })}
          className={cn(
            "sheet fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-panel border border-line bg-raised shadow-pop",
            "sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100%-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel",
            widths[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="wrap-break-word font-semibold text-ink text-lg">{title}</RadixDialog.Title>
              {description !== undefined && (
                <RadixDialog.Description className="mt-1 text-base text-muted">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close" className="-mr-1.5">
                <X aria-hidden />
              </IconButton>
            </RadixDialog.Close>
          </header>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** A dialog with a form begins in its first field, not on the button that closes it. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  const field = content?.querySelector<HTMLElement>("input:not([type=hidden], :disabled), textarea, select");
  if (field == null) return;
  event.preventDefault();
  field.focus();
}
