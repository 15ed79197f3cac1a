"use client";

import { Check } from "lucide-react";
import * as RadixMenu from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { cn } from "./cn";

interface DropdownMenuProps {
  /** One button. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function DropdownMenu({ trigger, align = "end", className, children }: DropdownMenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "pop z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-pop",
            className,
          )}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

const itemClass =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 text-base text-ink outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuItemProps extends ComponentProps<typeof RadixMenu.Item> {
  isDangerous?: boolean;
}

export function MenuItem({ isDangerous, className, ...props }: MenuItemProps) {
  return (
    <RadixMenu.Item className={cn(itemClass, isDangerous && "text-danger [&_svg]:text-danger", className)} {...props} />
  );
}

/** One of several, of which one is chosen. Belongs in a `MenuRadioGroup`. */
export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof RadixMenu.RadioItem>) {
  return (
    <RadixMenu.RadioItem className={cn(itemClass, "justify-between", className)} {...props}>
      <span className="flex min-w-0 items-center gap-2 truncate">{children}</span>
      <RadixMenu.ItemIndicator>
        <Check aria-hidden />
      </RadixMenu.ItemIndicator>
    </RadixMenu.RadioItem>
  );
}

export const MenuRadioGroup = RadixMenu.RadioGroup;
export const MenuGroup = RadixMenu.Group;

export function MenuLabel({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className="px-2 pt-1.5 pb-1 text-muted text-sm">{children}</RadixMenu.Label>;
}

export function MenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
