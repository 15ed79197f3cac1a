import { Plus } from "lucide-react";

interface InsertRuleProps {
  /** Of the rule that would be added, from 1. */
  place: number;
  onInsert: () => void;
}

/** The gap above a card, in which a rule can be added. By keyboard and touch the cards' menus do the same. */
export function InsertRule({ place, onInsert }: InsertRuleProps) {
  return (
    <div className="group/gap relative h-3 pointer-coarse:pointer-events-none">
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Add a rule at place ${place}`}
        onClick={onInsert}
        className="absolute inset-x-0 -inset-y-1 z-1 flex items-center justify-center opacity-0 transition-opacity hover:opacity-100 pointer-coarse:hidden"
      >
        <span className="absolute inset-x-8 h-px bg-accent" />
        <span className="relative flex size-5 items-center justify-center rounded-full bg-accent-solid text-on-accent">
          <Plus aria-hidden className="size-3.5" />
        </span>
      </button>
    </div>
  );
}
