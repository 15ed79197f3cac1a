import { useMayChange } from "@/components/account/permissions";
import { Checkbox } from "@/components/ui/field/checkbox";
import type { States } from "./starting-states";

interface EnvironmentChoiceProps {
  environments: readonly string[];
  states: States;
  onChange: (states: States) => void;
}

/** Where a new flag is on. */
export function EnvironmentChoice({ environments, states, onChange }: EnvironmentChoiceProps) {
  const mayChange = useMayChange();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">On in</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {environments.map((name) => (
          <Checkbox
            key={name}
            label={name}
            disabled={!mayChange(name)}
            checked={states[name]?.enabled === true}
            onChange={({ currentTarget }) => onChange({ ...states, [name]: { enabled: currentTarget.checked } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
