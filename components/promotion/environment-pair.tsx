import { ArrowLeftRight } from "lucide-react";
import { IconButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Select } from "@/components/ui/field/input";
import type { Project } from "@/lib/contract/project";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";

interface EnvironmentPairFieldsProps {
  environments: readonly string[];
  pair: EnvironmentPair;
  onChange: (pair: EnvironmentPair) => void;
}

/** Which environments are compared, and which of them would be made like the other. */
export function EnvironmentPairFields({ environments, pair, onChange }: EnvironmentPairFieldsProps) {
  const field = (end: keyof EnvironmentPair, label: string) => (
    <Field label={label} className="min-w-0 flex-1 basis-40 sm:max-w-60">
      {(control) => (
        <Select
          {...control}
          value={pair[end]}
          onChange={({ currentTarget }) => onChange(withChosen(pair, end, currentTarget.value))}
        >
          {environments.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <div className="flex min-w-0 items-end gap-2">
      {field("from", "From")}
      <IconButton label="Swap the two" className="mb-0.5" onClick={() => onChange({ from: pair.to, to: pair.from })}>
        <ArrowLeftRight aria-hidden />
      </IconButton>
      {field("to", "To")}
    </div>
  );
}

type Known = Pick<Project, "environments" | "settings">;

/**
 * The two environments that are compared; null where the project has one alone.
 * @param asked as an address has them: environments that are not there any more count as not asked for
 */
export function shownPair(
  { environments, settings }: Known,
  asked: Partial<Record<keyof EnvironmentPair, string | null | undefined>>,
): EnvironmentPair | null {
  const known = (name: string | null | undefined) => environments.find((each) => each === name);
  const wanted = known(asked.from);
  const usual = wanted === settings.default_environment ? undefined : settings.default_environment;
  const to = known(asked.to) ?? usual ?? environments.find((name) => name !== wanted);
  const from = wanted !== to ? wanted : undefined;
  const other = from ?? environments.find((name) => name !== to);
  return to === undefined || other === undefined ? null : { from: other, to };
}

/** The pair with one of them chosen anew: that the other is it already turns the two round. */
export function withChosen(pair: EnvironmentPair, end: keyof EnvironmentPair, name: string): EnvironmentPair {
  const other = end === "from" ? "to" : "from";
  return pair[other] === name ? { from: pair.to, to: pair.from } : { ...pair, [end]: name };
}
