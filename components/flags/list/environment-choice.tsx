import { AdminsToAsk, useMayChange } from "@/components/account/permissions";
import { Checkbox } from "@/components/ui/field/input";
import type { Project } from "@/lib/contract/project";
import { joinWords } from "@/lib/targeting/words/condition-parts";

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

type States = Record<string, { enabled: boolean }>;

/**
 * The environments in which the person's last new flag of the project was on. This device remembers it as a suggestion.
 */
const keyOf = ({ id }: Pick<Project, "id">): string => `guidon-new-flag-on:${id}`;

/** The environments that the last new flag was on in, or none. */
export function startingStates(project: Pick<Project, "id" | "environments">): States {
  const last = remembered(project);
  return Object.fromEntries(project.environments.map((name) => [name, { enabled: last.includes(name) }]));
}

/** The choice without the environments that the person may not change: the memory may be older than that limit. */
export const allowedStates = (states: States, mayChange: (environment: string) => boolean): States =>
  Object.fromEntries(
    Object.entries(states).map(([name, { enabled }]) => [name, { enabled: enabled && mayChange(name) }]),
  );

export function rememberStates(project: Pick<Project, "id">, states: States): void {
  const on = Object.keys(states).filter((name) => states[name]?.enabled);
  try {
    localStorage.setItem(keyOf(project), JSON.stringify(on));
  } catch {
    // Storage may be full or not allowed; then nothing is remembered.
  }
}

function remembered(project: Pick<Project, "id">): readonly unknown[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(project)) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
