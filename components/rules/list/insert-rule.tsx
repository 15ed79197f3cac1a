import { Plus } from "lucide-react";
import { useState } from "react";

interface InsertRuleProps {
  /** The position of the new rule, from 1. */
  position: number;
  onInsert: () => void;
}

/**
 * The gap above a card, where a rule can be added. Keyboards and touch use the cards' menus. Its button renders only
 * with the first pointer event, because scrolling renders many gaps.
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
