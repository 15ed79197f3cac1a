"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { servedText } from "@/components/sentence/parts";
import { cn } from "@/components/ui/cn";
import type { JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { cut, type SayValue, valueSayer, valueWords } from "@/lib/targeting/analysis/sentences/words";
import { variantsOf } from "@/lib/targeting/variant";

/** Longer names, and values beside a name, are cut; pointing at them tells the rest. */
const SHOWN = { name: 40, valueBeside: 24 };

/** A text of so many characters fits into a line of a phone, and is not broken. */
const UNBROKEN = 28;

/**
 * What somebody gets, on one line: by its name with the value beside it, where the flag has one for it. On and off are
 * told apart by words first and colour second.
 */
export function ServedValue({ value, className = "" }: { value: JsonValue; className?: string }) {
  const name = useVariantNames().nameOf(value);
  const text = servedText(value);
  const isNamed = name !== null && name !== text;
  const isCut =
    className.includes("truncate") || (isNamed && (name.length > SHOWN.name || text.length > SHOWN.valueBeside));
  return (
    <code
      title={isCut ? (isNamed ? `${name}: ${text}` : text) : undefined}
      className={cn(
        "rounded-chip box-decoration-clone px-1.5 py-px font-medium font-mono text-sm",
        value === true
          ? "bg-success-soft text-success"
          : value === false
            ? "bg-fill text-muted"
            : "bg-accent-soft text-accent",
        (isNamed ? name.length : 0) + text.length <= UNBROKEN && "whitespace-nowrap",
        className,
      )}
    >
      {isNamed ? (
        <>
          <span className="font-sans font-semibold">{cut(name, SHOWN.name)}</span>{" "}
          <span className="font-normal">{cut(text, SHOWN.valueBeside)}</span>
        </>
      ) : (
        text
      )}
    </code>
  );
}

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
