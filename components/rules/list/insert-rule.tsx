import { Plus } from "lucide-react";
import { useState } from "react";

interface InsertRuleProps {
  /** Of the rule that would be added, from 1. */
  position: number;
  onInsert: () => void;
}

/**
 * The gap above a card, in which a rule can be added. By keyboard and touch the cards' menus do the same. What is seen
 * of it comes with the first pointer: scrolling draws many gaps that nobody points at.
 */
export function InsertRule({ position, onInsert }: InsertRuleProps) {
  const [isNear, setIsNear] = useState(false);
  return (
    <div className="relative h-3 pointer-coarse:pointer-events-none">
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Add a rule at position ${position}`}
        onClick={onInsert}
        onPointerEnter={() => setIsNear(true)}
        className="absolute inset-x-0 -inset-y-1 z-1 flex items-center justify-center opacity-0 transition-opacity hover:opacity-100 in-data-lifting:invisible pointer-coarse:hidden"
      >
        {isNear && (
          <>
            <span className="absolute inset-x-8 h-px bg-accent" />
            <span className="relative flex size-5 items-center justify-center rounded-full bg-accent-solid text-on-accent">
              <Plus aria-hidden className="size-3.5" />
            </span>
          </>
        )}
      </button>
    </div>
  );
}
