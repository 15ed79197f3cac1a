"use client";

import * as RadixPopover from "radix-ui/popover";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "../cn";
import { landmarkOf } from "../focus";
import { focusField } from "../lazy/typed-ahead";

interface FloatingPanelProps {
  /** The element that it hangs below. A press on that does not count as one outside. */
  anchorRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Takes the focus and returns it, and so needs a name. Otherwise the focus stays where it is. */
  label: string | undefined;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** A panel that floats below a control. Radix does the positioning, the layers and the focus. */
export function FloatingPanel({ anchorRef, onClose, label, align = "start", className, children }: FloatingPanelProps) {
  const isLeft = useRef(false);
  const takesFocus = label !== undefined;
  return (
    <RadixPopover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <RadixPopover.Anchor
        // The anchor exists as long as the panel does.
        virtualRef={anchorRef as RefObject<HTMLElement>}
      />
      <RadixPopover.Portal container={landmarkOf(anchorRef.current)}>
        <RadixPopover.Content
          {...(takesFocus ? { "aria-label": label } : { role: "presentation" })}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => (takesFocus ? focusField(event) : event.preventDefault())}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchorRef.current?.contains(event.target)) event.preventDefault();
            else isLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (takesFocus && !isLeft.current) anchorRef.current?.focus();
          }}
          className={cn(
            "pop z-50 flex max-h-(--radix-popover-content-available-height) flex-col overflow-hidden rounded-panel",
            "border border-line bg-raised shadow-pop",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
