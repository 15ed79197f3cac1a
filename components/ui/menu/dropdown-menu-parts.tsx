"use client";

import { Check } from "lucide-react";
import * as RadixMenu from "radix-ui/dropdown-menu";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "../cn";
import { landmarkOf } from "../focus";
import type { MenuItemProps, MenuRadioGroupProps, MenuRadioItemProps } from "./dropdown-menu";

interface MenuProps {
  triggerRef: RefObject<HTMLElement | null>;
  labelledBy: string;
  align: "start" | "center" | "end";
  isByKeyboard: boolean;
  className: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** The open menu. Radix's trigger only gives it a position; the button that opened it is outside. */
export function Menu({ triggerRef, labelledBy, align, isByKeyboard, className, onClose, children }: MenuProps) {
  const isLeft = useRef(false);
  return (
    <RadixMenu.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <RadixMenu.Trigger asChild>
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </RadixMenu.Trigger>
      <RadixMenu.Portal container={landmarkOf(triggerRef.current)}>
        <RadixMenu.Content
          ref={(content) => {
            if (content === null || !isByKeyboard || content.contains(document.activeElement)) return;
            // The focus moves to the first item; Radix has put it on the menu by the next frame.
            requestAnimationFrame(() => content.querySelector<HTMLElement>(FIRST_ITEM)?.focus());
          }}
          aria-labelledby={labelledBy}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={() => {
            isLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!isLeft.current) triggerRef.current?.focus();
          }}
          className={cn(
            "pop z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-panel",
            "border border-line bg-raised p-1 shadow-pop",
            className,
          )}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

const FIRST_ITEM = "[role^=menuitem]:not([data-disabled])";

const itemClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 text-base outline-none " +
  "data-[disabled]:text-faint data-[highlighted]:bg-hover " +
  "forced-colors:data-[highlighted]:forced-color-adjust-none forced-colors:data-[highlighted]:bg-[Highlight] " +
  "forced-colors:data-[highlighted]:text-[HighlightText] pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

const plainClass = "text-ink [&_svg]:text-muted";

export function Item({ isDangerous, className, ...props }: MenuItemProps) {
  return (
    <RadixMenu.Item
      className={cn(itemClass, isDangerous && !props.disabled ? "text-danger" : plainClass, className)}
      {...props}
    />
  );
}

export function RadioItem({ className, children, ...props }: MenuRadioItemProps) {
  return (
    <RadixMenu.RadioItem className={cn(itemClass, plainClass, "justify-between", className)} {...props}>
      <span className="flex min-w-0 items-center gap-2 truncate">{children}</span>
      <RadixMenu.ItemIndicator>
        <Check aria-hidden />
      </RadixMenu.ItemIndicator>
    </RadixMenu.RadioItem>
  );
}

export function RadioGroup(props: MenuRadioGroupProps) {
  return <RadixMenu.RadioGroup {...props} />;
}

export function Label({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className="px-2 pt-1.5 pb-1 text-muted text-sm">{children}</RadixMenu.Label>;
}

export function Separator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
