"use client";

import type * as RadixMenu from "radix-ui/dropdown-menu";
import { type ComponentProps, cloneElement, type ReactNode, useId } from "react";
import { type TriggerElement, usePopupTrigger } from "../popup/use-popup-trigger";

export interface MenuItemProps extends ComponentProps<typeof RadixMenu.Item> {
  isDangerous?: boolean;
}
export type MenuRadioItemProps = ComponentProps<typeof RadixMenu.RadioItem>;
export type MenuRadioGroupProps = ComponentProps<typeof RadixMenu.RadioGroup>;

let parts: typeof import("./dropdown-menu-parts") | undefined;
const loadParts = async () => {
  parts ??= await import("./dropdown-menu-parts");
  return parts;
};

interface DropdownMenuProps {
  /** One button. */
  trigger: TriggerElement;
  align?: "start" | "center" | "end";
  className?: string;
  /** Loads the code of the menu's items, where that is separate. */
  loadItems?: () => Promise<unknown>;
  /** Rendered while the menu is open. */
  children: ReactNode;
}

/** A menu below a button. Its code is loaded when the pointer or the focus first comes near. */
export function DropdownMenu({ trigger, align = "end", className, loadItems, children }: DropdownMenuProps) {
  const id = useId();
  const { triggerRef, isOpen, isByKeyboard, close, triggerProps } = usePopupTrigger({
    role: "menu",
    load: () => Promise.all([loadParts(), loadItems?.()]),
  });
  return (
    <span className="relative inline-flex">
      {cloneElement(trigger, { id, ...triggerProps })}
      {isOpen && parts !== undefined && (
        <parts.Menu
          triggerRef={triggerRef}
          labelledBy={id}
          align={align}
          isByKeyboard={isByKeyboard}
          className={className}
          onClose={close}
        >
          {children}
        </parts.Menu>
      )}
    </span>
  );
}

// Items render only in an open menu, whose code is loaded by then.

export function MenuItem(props: MenuItemProps) {
  return parts && <parts.Item {...props} />;
}

/** One choice of several. Belongs in a `MenuRadioGroup`. */
export function MenuRadioItem(props: MenuRadioItemProps) {
  return parts && <parts.RadioItem {...props} />;
}

export function MenuRadioGroup(props: MenuRadioGroupProps) {
  return parts && <parts.RadioGroup {...props} />;
}

export function MenuLabel(props: { children: ReactNode }) {
  return parts && <parts.Label {...props} />;
}

export function MenuSeparator() {
  return parts && <parts.Separator />;
}
