"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import { problemAt } from "@/components/forms/problems";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { instantText } from "@/components/ui/time/instant-text";
import { apiUrl } from "@/lib/client/api-client";
import { describeError, isApiError } from "@/lib/client/api-error";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";
import { instantToLocalField, localFieldToInstant } from "./local-time";

/** When a flag turns itself on, once. Entered in the person's own time zone. */
export function ScheduleDialog({ flag, onClose }: FlagDialogProps) {
  const update = useUpdateFlag(flag);
  const [text, setText] = useState(flag.scheduled_at === null ? "" : instantToLocalField(flag.scheduled_at));
  const [problem, setProblem] = useState<string>();
  const instant = localFieldToInstant(text);

  const schedule = (scheduled_at: string | null) =>
    update.mutate(
      { scheduled_at },
      {
        onSuccess: () => {
          toast.success(scheduled_at === null ? "Removed the schedule" : `Scheduled ${flag.name}`);
          onClose();
        },
        onError: (error) => {
          const found = isApiError(error, 422) ? problemAt(error.details, "scheduled_at") : undefined;
          if (found === undefined) toast.error(describeError(error, "schedule the flag"));
          setProblem(found);
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (instant === null) setProblem("A date and a time are needed");
    else schedule(instant);
  };
  return (
    <FormDialog
      title="Turn on at a time"
      description="The server turns the flag on by itself, once, within five seconds of that time."
      size="sm"
      action="Schedule"
      onClose={onClose}
      onSubmit={submit}
      isBusy={update.isPending}
      call={() => ({ method: "PATCH", path: apiUrl(`/flags/${flag.id}`), body: { scheduled_at: instant } })}
      otherAction={flag.scheduled_at !== null && <Button onClick={() => schedule(null)}>Remove schedule</Button>}
    >
      {flag.enabled && <p className="text-base text-warning">The flag is on already: nothing would change.</p>}
      <Field
        label="On at"
        error={problem}
        hint={instant === null ? "In your time zone." : `In your time zone. In UTC: ${instantText(instant)}.`}
      >
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
