import { ChevronDown, Search } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Kbd } from "../badge";
import { cn } from "../cn";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClass, "h-8 pointer-coarse:h-11", className)} {...props} />;
}

/** A field for what a machine reads: nothing in it is completed, corrected or begun with a capital. */
export function CodeInput({ className, ...props }: ComponentProps<"input">) {
  const literal = { autoComplete: "off", autoCapitalize: "none", spellCheck: false };
  return <Input {...literal} className={cn("font-mono", className)} {...props} />;
}

export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlClass, "block resize-y py-1.5", className)} {...props} />;
}

/** The platform's own select (its children are options), which suits phones, keyboards and screen readers. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select className={cn(controlClass, "h-8 appearance-none truncate pr-7 pointer-coarse:h-11")} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

/** The classes of every text field. The border has a contrast of 3:1, as WCAG 1.4.11 asks. */
const controlClass = cn(
  "w-full min-w-0 rounded-control border border-control bg-panel px-2.5 text-base text-ink placeholder:text-faint",
  "transition-colors hover:border-muted disabled:cursor-not-allowed disabled:border-line disabled:bg-fill",
  "disabled:text-faint",
  "aria-invalid:border-danger pointer-coarse:text-lg",
);

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent-solid pointer-coarse:size-5"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...props}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-base text-ink">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

interface SwitchProps extends Omit<ComponentProps<"button">, "onChange"> {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** A switch that acts at once. It needs a name: a label for its id, or `aria-label`. */
export function Switch({ checked, onCheckedChange, className, onClick, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) onCheckedChange(!checked);
      }}
      className={cn(
        "relative inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full border border-transparent",
        "transition-colors",
        "disabled:cursor-not-allowed disabled:bg-line-strong forced-colors:disabled:bg-[GrayText]",
        checked ? "bg-accent-solid" : "bg-switch-off",
        // The area for a finger is larger than the visible switch.
        "after:absolute after:-inset-x-1 after:-inset-y-2.5",
        className,
      )}
      {...props}
    >
      <span
        className={cn(
          "block size-4 rounded-full shadow-sm transition-transform",
          checked ? "translate-x-[17px] bg-knob-on" : "translate-x-px bg-knob-off",
        )}
      />
    </button>
  );
}

interface SearchInputProps extends Omit<ComponentProps<"input">, "type" | "aria-label"> {
  label: string;
}

/** The search of a page. `/` focuses the first one on the page (see `Shortcuts`). */
export function SearchInput({ label, className, ...props }: SearchInputProps) {
  return (
    <div className={cn("group relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint
          group-focus-within:text-muted"
      />
      <Input
        type="search"
        aria-label={label}
        data-page-search
        autoComplete="off"
        spellCheck={false}
        className="peer pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
      {/* The hint `/` shows only while the field is empty, and where there is a keyboard. */}
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2
          pointer-fine:group-has-[:placeholder-shown:not(:focus)]:block"
      >
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}
