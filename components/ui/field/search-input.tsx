import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { Kbd } from "../badge";
import { cn } from "../cn";
import { Input } from "./input";

interface SearchInputProps extends Omit<ComponentProps<"input">, "type" | "aria-label"> {
  label: string;
}

/** The search of a page. `/` focuses the first one on the page (see `Shortcuts`). */
export function SearchInput({ label, className, ...props }: SearchInputProps) {
  return (
    <div className={cn("group relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint group-focus-within:text-muted"
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
        className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 pointer-fine:group-has-[:placeholder-shown:not(:focus)]:block"
      >
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}
