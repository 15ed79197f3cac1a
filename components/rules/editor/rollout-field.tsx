"use client";

import { type ComponentProps, type CSSProperties, useId } from "react";
import { useAttributes } from "@/components/conditions/api";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox/combobox";
import { Field } from "@/components/ui/field/field";
import { Input, Switch } from "@/components/ui/field/input";

interface RolloutFieldProps {
  projectId: string;
  percentage: number | null;
  onPercentageChange: (percentage: number | null) => void;
  bucketBy: string;
  onBucketByChange: (attribute: string) => void;
  percentageError: string | undefined;
  bucketByError: string | undefined;
}

/** The percentage of a new rollout: few people, to be safe. */
const FIRST_STEP = 10;

/** The percentage of those who match, by slider and number; off means all of them. */
export function RolloutField(props: RolloutFieldProps) {
  const { projectId, percentage, onPercentageChange, bucketBy, onBucketByChange } = props;
  const switchId = useId();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center gap-2.5">
        <Switch
          id={switchId}
          checked={percentage !== null}
          onCheckedChange={(isOn) => onPercentageChange(isOn ? FIRST_STEP : null)}
        />
        <label htmlFor={switchId} className="font-medium text-ink text-sm">
          Only a share of them
        </label>
      </div>
      {percentage !== null && (
        <div className="grid min-w-0 gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(9rem,14rem)]">
          <Field
            label="Share"
            error={props.percentageError}
            hint="Raising it keeps everyone who is already in. Moving the rule does not change who is in."
          >
            {(control) => (
              <div className="flex min-w-0 items-center gap-3">
                <Slider
                  aria-label="Share in percent"
                  value={Number.isFinite(percentage) ? percentage : 0}
                  onValueChange={onPercentageChange}
                />
                <span className="flex shrink-0 items-center gap-1.5 text-muted">
                  <Input
                    {...control}
                    type="number"
                    min={0}
                    max={100}
                    step={1}
                    className="w-18 text-right tabular-nums"
                    value={Number.isFinite(percentage) ? percentage : ""}
                    onChange={({ currentTarget }) => onPercentageChange(currentTarget.valueAsNumber)}
                  />
                  %
                </span>
              </div>
            )}
          </Field>
          <BucketByField
            projectId={projectId}
            value={bucketBy}
            onChange={onBucketByChange}
            error={props.bucketByError}
          />
        </div>
      )}
    </div>
  );
}

interface BucketByFieldProps {
  projectId: string;
  value: string;
  onChange: (attribute: string) => void;
  error: string | undefined;
}

/** The attribute whose value decides the bucket. */
export function BucketByField({ projectId, value, onChange, error }: BucketByFieldProps) {
  const { data: attributes = [] } = useAttributes(projectId);
  return (
    <Field label="By" error={error} hint="People with the same value get the same result.">
      {(control) => (
        <Combobox
          {...control}
          listLabel="Attributes used in this project"
          className="font-mono"
          value={value}
          onValueChange={onChange}
          options={attributes.map(({ name, count }) => ({ value: name, detail: `used ${count}×` }))}
        />
      )}
    </Field>
  );
}

interface SliderProps extends Omit<ComponentProps<"input">, "type" | "onChange" | "value"> {
  value: number;
  min?: number;
  max?: number;
  onValueChange: (value: number) => void;
}

/**
 * The platform's own slider, with arrows, page keys, home, end and touch. It needs a name. Its style is in globals.css.
 */
function Slider({ value, min = 0, max = 100, onValueChange, className, ...props }: SliderProps) {
  const filled: CSSProperties & Record<"--filled", string> = { "--filled": `${((value - min) / (max - min)) * 100}%` };
  return (
    <input
      type="range"
      min={min}
      max={max}
      value={value}
      style={filled}
      className={cn("slider h-6 w-full min-w-0 pointer-coarse:h-10", className)}
      onChange={(event) => onValueChange(event.currentTarget.valueAsNumber)}
      {...props}
    />
  );
}
