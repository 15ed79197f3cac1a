/** A row of a list to choose from; `data-active` is where the keyboard or the pointer is. */
export const optionClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 py-1 text-base text-ink data-[active=true]:bg-hover pointer-coarse:min-h-11";

/** More would be slow to draw and nobody reads them: typing narrows the list. */
export const MAX_OPTIONS = 50;
