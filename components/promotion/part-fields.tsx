import { Checkbox } from "@/components/ui/field/input";
import { type PromotedPart, promotedParts } from "@/lib/contract/promotion-parts";
import { partLabels } from "./words";

interface PartFieldsProps {
  /** Those that differ. */
  offered: readonly PromotedPart[];
  chosen: readonly PromotedPart[];
  onChange: (chosen: PromotedPart[]) => void;
}

/** What of flags is promoted. What is the same already is not asked about. */
export function PartFields({ offered, chosen, onChange }: PartFieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">What is taken</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {promotedParts
          .filter((part) => offered.includes(part))
          .map((part) => (
            <Checkbox
              key={part}
              label={partLabels[part]}
              checked={chosen.includes(part)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(promotedParts.filter((other) => (other === part ? checked : chosen.includes(other))))
              }
            />
          ))}
      </div>
    </fieldset>
  );
}
