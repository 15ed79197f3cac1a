import { useMayChange } from "@/components/account/permissions";
import { AdminsToAsk } from "@/components/layout/admins-only";
import { Checkbox } from "@/components/ui/field/checkbox";
import { joinWords } from "@/lib/targeting/condition-parts";
import { allowedStates, type States } from "./starting-states";

interface EnvironmentChoiceProps {
  environments: readonly string[];
  states: States;
  onChange: (states: States) => void;
}

/** Where a new flag is on. */
export function EnvironmentChoice({ environments, states, onChange }: EnvironmentChoiceProps) {
  const mayChange = useMayChange();
  const allowed = allowedStates(states, mayChange);
  const closed = environments.filter((name) => !mayChange(name));
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">On in</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {environments.map((name) => (
          <Checkbox
            key={name}
            label={name}
            disabled={!mayChange(name)}
            checked={allowed[name]?.enabled === true}
            onChange={({ currentTarget }) => onChange({ ...states, [name]: { enabled: currentTarget.checked } })}
          />
        ))}
      </div>
      {closed.length > 0 && (
        <p className="wrap-anywhere mt-1.5 text-muted text-sm">
          {joinWords(closed)} {closed.length === 1 ? "is" : "are"} protected.{" "}
          <AdminsToAsk what="to turn the flag on there" />
        </p>
      )}
    </fieldset>
  );
}
