import { ArrowLeftRight } from "lucide-react";
import { IconButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Select } from "@/components/ui/field/input";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import { withChosen } from "./environment-pair";

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
      <IconButton
        label="Turn the two round"
        className="mb-0.5"
        onClick={() => onChange({ from: pair.to, to: pair.from })}
      >
        <ArrowLeftRight aria-hidden />
      </IconButton>
      {field("to", "To")}
    </div>
  );
}
