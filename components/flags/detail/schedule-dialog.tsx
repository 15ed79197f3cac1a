"use client";

import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { unlessKept } from "@/components/conflict/save-edit";
import { changedFields } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Checkbox, Input, Select } from "@/components/ui/field/input";
import { instantText } from "@/components/ui/time/words";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import { stateIn } from "@/lib/contract/flag-state";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "./flag-header";

interface Schedule {
  scheduled_at: string | null;
  scheduled_action: "enable" | "disable";
  /** Null: the schedule turns the switch for all environments. */
  scheduled_environments: string[] | null;
}

const scheduleOf = (flag: Flag): Schedule => ({
  scheduled_at: flag.scheduled_at,
  scheduled_action: flag.scheduled_action ?? "enable",
  scheduled_environments: flag.scheduled_environments ?? null,
});

/**
 * What the dialog begins with where nothing is scheduled: the other state in the environment that the page shows. The
 * switch for all environments is only proposed while it is off, because nothing else has an effect then.
 */
function proposed(flag: Flag, environment: string, mayChange: boolean): Partial<Omit<Schedule, "scheduled_at">> {
  if (flag.scheduled_at !== null || !flag.enabled || !mayChange) return {};
  const { enabled } = stateIn(flag.environments, environment);
  return { scheduled_action: enabled ? "disable" : "enable", scheduled_environments: [environment] };
}

/** Schedules that a flag turns on or off once, and where. The time is entered in the person's time zone. */
export function ScheduleDialog({ flag, environment, onClose }: FlagDialogProps) {
  const { mutateAsync: updateFlag } = useUpdateFlag(flag);
  const mayChange = useMayChange();
  // The schedule as it was when the edit began.
  const [opened] = useState(() => scheduleOf(flag));
  const contractForm = useContractForm({
    defaultValues: {
      ...opened,
      scheduled_at: instantToLocalField(opened.scheduled_at),
      ...proposed(flag, environment, mayChange(environment)),
    },
    loadCheck: async () => (values) =>
      localFieldToInstant(values.scheduled_at, opened.scheduled_at) === null
        ? { scheduled_at: ["A date and a time are needed"] }
        : {},
    what: "schedule the flag",
    explain: unlessKept,
    send: async (_values, comment) => {
      await updateFlag({ opened, change: changedFields(opened, schedule), comment });
      toast.success(`Scheduled ${flag.name}`);
      onClose();
    },
  });
  const { form, values, set, errorAt, fail, note } = contractForm;
  const { scheduled_action: action, scheduled_environments: chosen } = values;
  const schedule: Schedule = {
    ...values,
    scheduled_at: localFieldToInstant(values.scheduled_at, opened.scheduled_at),
  };
  const callOff = async () => {
    await updateFlag({ opened, change: { scheduled_at: null }, comment: note.comment });
    toast.success("Removed the schedule");
    onClose();
  };
  const choose = (name: string, isChosen: boolean) => {
    const names = Object.keys(flag.environments).filter((each) =>
      each === name ? isChosen : (chosen?.includes(each) ?? false),
    );
    set("scheduled_environments", names.length === 0 ? null : names);
  };

  return (
    <FormDialog
      title="Turn on or off at a time"
      description="Guidon turns the flag on or off by itself, once, within five seconds of that time."
      size="sm"
      action="Schedule"
      onClose={onClose}
      form={contractForm}
      call={() => ({ method: "PATCH", path: apiUrl(`/flags/${flag.id}`), body: { ...schedule } })}
      otherAction={
        flag.scheduled_at !== null && <Button onClick={() => void callOff().catch(fail)}>Remove schedule</Button>
      }
    >
      <Field label="What happens" error={errorAt("scheduled_action")}>
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("scheduled_action")}>
            <option value="enable">It turns on</option>
            <option value="disable">It turns off</option>
          </Select>
        )}
      </Field>
      <Field
        label={action === "enable" ? "On at" : "Off at"}
        error={errorAt("scheduled_at")}
        hint={
          schedule.scheduled_at === null
            ? "In your time zone."
            : `In your time zone. In UTC: ${instantText(schedule.scheduled_at)}.`
        }
      >
        {(control) => <Input {...control} type="datetime-local" {...form.register("scheduled_at")} />}
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium text-ink text-sm">Only in</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {Object.keys(flag.environments).map((name) => (
            <Checkbox
              key={name}
              label={name}
              disabled={!mayChange(name)}
              checked={chosen?.includes(name) ?? false}
              onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
            />
          ))}
        </div>
        <p className="mt-1.5 text-muted text-sm">
          {chosen === null
            ? "None chosen: the flag's switch for all environments is turned."
            : "The switch for all environments stays as it is."}
        </p>
      </fieldset>
      {isAlreadySo(flag, schedule) && (
        <p className="text-base text-warning">
          {chosen === null ? "The switch for all " + "environments" : "The flag"} is{" "}
          {action === "enable" ? "on" : "off"} {chosen !== null && "there "}already: nothing would change.
        </p>
      )}
    </FormDialog>
  );
}

/** Whether the schedule would change nothing. */
function isAlreadySo(flag: Flag, { scheduled_action: action, scheduled_environments: environments }: Schedule) {
  const isOn = action === "enable";
  if (environments === null) return flag.enabled === isOn;
  return environments.every((name) => stateIn(flag.environments, name).enabled === isOn);
}

/** The value of the browser's date-and-time field for an instant, in the person's time zone, in whole minutes. */
export function instantToLocalField(instant: string | null): string {
  if (instant === null) return "";
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/**
 * The UTC instant of that field's value, in whole seconds; null while it is incomplete. Where the field still shows the
 * instant that it began with, it is that one: the field has no seconds, and no second 01:30 when clocks are set back.
 */
export function localFieldToInstant(text: string, opened: string | null): string | null {
  if (text === instantToLocalField(opened)) return opened;
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19)}Z`;
}
