import { useId } from "react";
import { cn } from "@/components/ui/cn";
import type { MatchType } from "@/lib/contract/segment";

const choices: Record<MatchType, { label: string; meaning: string }> = {
  all: { label: "All", meaning: "of the conditions hold" },
  any: { label: "Any", meaning: "of the conditions holds" },
};

interface MatchTypeFieldProps {
  value: MatchType;
  onChange: (value: MatchType) => void;
}

/** How the conditions are combined: two radio buttons that read as a sentence. */
export function MatchTypeField({ value, onChange }: MatchTypeFieldProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base text-ink">
      <legend className="sr-only">How conditions are combined</legend>
      <span>Someone is in it when</span>
      <span className="inline-flex rounded-control border border-control p-0.5">
        {(Object.keys(choices) as MatchType[]).map((choice) => (
          <label
            key={choice}
            className={cn(
              "cursor-pointer rounded-chip px-2 py-0.5 has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:px-3 pointer-coarse:py-2",
              choice === value ? "bg-accent-solid font-medium text-on-accent" : "text-muted hover:text-ink",
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onChange(choice)}
              className="sr-only"
            />
            {choices[choice].label}
          </label>
        ))}
      </span>
      <span>{choices[value].meaning}.</span>
    </fieldset>
  );
}
