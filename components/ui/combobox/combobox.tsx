"use client";

import { type ComponentProps, type Ref, useRef, useState } from "react";
import { cn } from "../cn";
import { Input } from "../field/input";
import { lazy } from "../lazy/lazy";
import { MAX_OPTIONS, optionClass, useListbox } from "./use-listbox";

export interface ComboboxOption {
  value: string;
  /** Text beside the value, such as how often it is used. */
  detail?: string;
}

interface ComboboxProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "list"> {
  value: string;
  onValueChange: (value: string) => void;
  /** Suggestions. Any other text is allowed. */
  options: readonly ComboboxOption[];
  /** Names the list for screen readers. */
  listLabel: string;
}

/** A text field with suggestions. The typed text is the value; nothing has to be chosen from the list. */
export function Combobox({ value, onValueChange, options, listLabel, className, ref, ...props }: ComboboxProps) {
  const fieldRef = useRef<HTMLInputElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // All suggestions are shown right after opening: the present value is the one to change.
  const [isTyped, setIsTyped] = useState(false);
  const wanted = isTyped ? value.trim().toLowerCase() : "";
  const shown = options.filter((option) => option.value.toLowerCase().includes(wanted)).slice(0, MAX_OPTIONS);
  const isShown = isOpen && shown.length > 0;

  const choose = (index: number) => {
    const option = shown[index];
    if (option !== undefined) onValueChange(option.value);
    close();
  };
  const open = () => {
    setIsTyped(false);
    setIsOpen(true);
  };
  const close = () => {
    setIsOpen(false);
    listbox.reset();
  };
  const listbox = useListbox({
    label: listLabel,
    count: shown.length,
    isOpen: isShown,
    initialIndex: -1,
    onOpen: open,
    onClose: close,
    onChoose: choose,
  });

  return (
    <>
      <Input
        {...props}
        {...listbox.fieldProps}
        ref={(input) => {
          fieldRef.current = input;
          return giveRef(ref, input);
        }}
        className={cn("min-w-0", className)}
        value={value}
        onChange={(event) => {
          onValueChange(event.currentTarget.value);
          setIsTyped(true);
          setIsOpen(true);
          listbox.reset();
        }}
        onFocus={(event) => {
          Floating.preload();
          props.onFocus?.(event);
        }}
        onClick={open}
        onBlur={(event) => {
          close();
          props.onBlur?.(event);
        }}
      />
      {isShown && (
        <Floating
          anchorRef={fieldRef}
          onClose={close}
          label={undefined}
          className="max-h-72 w-(--radix-popover-trigger-width) min-w-56"
        >
          <div {...listbox.listProps} className="overflow-y-auto p-1">
            {shown.map((option, index) => (
              <div
                key={option.value}
                {...listbox.optionProps(index)}
                data-active={index === listbox.active}
                className={optionClass}
              >
                <span className="min-w-0 flex-1 truncate">{option.value}</span>
                {option.detail !== undefined && <span className="shrink-0 text-muted text-sm">{option.detail}</span>}
              </div>
            ))}
          </div>
        </Floating>
      )}
    </>
  );
}

function giveRef(ref: Ref<HTMLInputElement> | undefined, input: HTMLInputElement | null) {
  if (typeof ref === "function") return ref(input);
  if (ref) ref.current = input;
}

/** A panel that floats below a control, rendered while it is open. */
const Floating = lazy(() => import("../popup/floating-panel").then((file) => file.FloatingPanel));
