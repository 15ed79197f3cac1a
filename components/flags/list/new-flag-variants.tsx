"use client";

import { useId } from "react";
import { VariantRows, type VariantRowsProps } from "../variants/variant-rows";

/** The names that a flag's values have from the beginning. */
export function NewFlagVariants(props: VariantRowsProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <h3 id={titleId} className="font-medium text-ink text-sm">
        Variants <span className="font-normal text-muted">(optional)</span>
      </h3>
      <p className="text-muted text-sm">Names for the values that it serves. Rules and defaults offer them.</p>
      <VariantRows {...props} />
    </section>
  );
}
