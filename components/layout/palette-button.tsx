"use client";

import { Search } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
import { shellState } from "./shell-state";

const nothing = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

export function PaletteButton() {
  const modifier = useSyncExternalStore(nothing, isApple, () => false) ? "⌘" : "Ctrl ";
  return (
    <button
      type="button"
      aria-label="Search and commands"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => shellState.open("palette")}
      className="flex h-8 w-8 shrink-0 items-center justify-center gap-2 rounded-control text-muted text-base transition-colors hover:bg-hover hover:text-ink sm:w-52 sm:justify-start sm:border sm:border-line-strong sm:bg-panel sm:px-2.5 pointer-coarse:h-10"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span aria-hidden className="hidden flex-1 text-left sm:block">
        Search…
      </span>
      <span aria-hidden className="hidden sm:block">
        <Kbd>{modifier}K</Kbd>
      </span>
    </button>
  );
}
