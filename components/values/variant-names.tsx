"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { type SayValue, valueSayer, valueWords } from "@/lib/targeting/analysis/sentences/words";
import { variantsOf } from "@/lib/targeting/variant";

interface Names {
  readonly variants: readonly Variant[];
  /** Null: none of the variants has the value. */
  readonly nameOf: (value: JsonValue) => string | null;
  /** Within a sentence. */
  readonly say: SayValue;
}

const NO_NAMES: Names = { variants: [], nameOf: () => null, say: valueWords };

const VariantNamesContext = createContext(NO_NAMES);

/** Has everything inside call a flag's values by their names. */
export function VariantNames({
  variants,
  children,
}: {
  variants: readonly Variant[] | undefined;
  children: ReactNode;
}) {
  const names = useMemo((): Names => {
    if (variants === undefined) return NO_NAMES;
    const find = variantsOf({ variants });
    return { variants, nameOf: (value) => find(value).variant ?? null, say: valueSayer({ variants }) };
  }, [variants]);
  return <VariantNamesContext value={names}>{children}</VariantNamesContext>;
}

/** The names of the flag that is around. */
export const useVariantNames = (): Names => useContext(VariantNamesContext);
