"use client";

import { Check } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { cn } from "../cn";
import { Input } from "../field/input";
import { searchWords } from "../list/search";
import { FloatingPanel } from "../popup/floating-panel";
import { MAX_OPTIONS, optionClass, useListbox } from "./use-listbox";

export interface PickerOption {
  value: string;
  label: string;
  detail?: string;
}

export interface PickerPanelProps {
  /** The button that it hangs below. */
  anchorRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** The kind of thing to choose, such as "Segment". It names the field and the list. */
  label: string;
  value: string | null;
  options: readonly PickerOption[];
  onChoose: (value: string) => void;
  isLoading?: boolean;
  /** Content below the list, such as a link to make a new one. It gets a function that closes the list. */
  footer?: (close: () => void) => ReactNode;
  align?: "start" | "center" | "end";
}

/** The open list of a picker, with its search. */
export function PickerPanel(props: PickerPanelProps) {
  const { anchorRef, onClose, label, value, options, onChoose, isLoading = false, align = "start" } = props;
  // With the options: they would move it from under the pointer.
  const footer = isLoading ? undefined : props.footer;
  const [search, setSearch] = useState("");
  const isFound = searchWords(search);
  const found = options.filter(({ label, detail = "" }) => isFound([label, detail]));
  const shown = found.slice(0, MAX_OPTIONS);
  const listbox = useListbox({
    label,
    count: shown.length,
    isOpen: true,
    initialIndex: 0,
    onOpen: () => {},
    onClose,
    // When there is content below the list, Tab goes there.
    onTab: footer === undefined ? onClose : undefined,
    onChoose: (index) => {
      const option = shown[index];
      if (option === undefined) return;
      onClose();
      onChoose(option.value);
    },
  });
  return (
    <FloatingPanel
      anchorRef={anchorRef}
      onClose={onClose}
      label={label}
      align={align}
      className="max-h-80 w-72 min-w-(--radix-popover-trigger-width)"
    >
      <div className="border-line border-b p-1.5">
        <Input
          {...listbox.fieldProps}
          aria-label={`Search: ${label}`}
          placeholder="Search…"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            listbox.reset();
          }}
        />
      </div>
      <div {...listbox.listProps} className="min-h-0 flex-1 overflow-y-auto p-1">
        {shown.map((option, index) => (
          <div
            key={option.value}
            {...listbox.optionProps(index)}
            data-active={index === listbox.active}
            className={optionClass}
          >
            {/* Names are not cut: they may differ only at their end. */}
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-2">
              <span className="wrap-anywhere min-w-0">{option.label}</span>
              {option.detail !== undefined && (
                <span className="wrap-anywhere min-w-0 text-muted text-sm">{option.detail}</span>
              )}
            </span>
            <Check aria-hidden className={cn("size-4 shrink-0", option.value !== value && "invisible")} />
          </div>
        ))}
      </div>
      <PickerNote isLoading={isLoading} found={found.length} />
      {footer !== undefined && <div className="border-line border-t p-1">{footer(onClose)}</div>}
    </FloatingPanel>
  );
}

function PickerNote({ isLoading, found }: { isLoading: boolean; found: number }) {
  const note = isLoading
    ? "Loading…"
    : found === 0
      ? "Nothing found"
      : found > MAX_OPTIONS
        ? `${found - MAX_OPTIONS} more: type to narrow`
        : "";
  return (
    <p role="status" className="px-3 py-2 text-muted text-sm empty:hidden">
      {note}
    </p>
  );
}
