"use client";

import { useState } from "react";
import { unlessKept } from "@/components/conflict/save-edit";
import { FormDialog } from "@/components/forms/form-dialog";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { instantText } from "@/components/ui/time/instant-text";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";
import { instantToLocalField, localFieldToInstant } from "./local-time";

/** When a flag turns itself on, once. Entered in the person's own time zone. */
export function ScheduleDialog({ flag, onClose }: FlagDialogProps) {
  const { mutateAsync: updateFlag } = useUpdateFlag(flag);
  // As it was when the edit began.
  const [opened] = useState({ scheduled_at: flag.scheduled_at });
  const schedule = async (scheduled_at: string | null, comment: string | undefined) => {
    await updateFlag({ opened, change: { scheduled_at }, comment });
    toast.success(scheduled_at === null ? "Removed the schedule" : `Scheduled ${flag.name}`);
    onClose();
  };
  const contractForm = useContractForm({
    defaultValues: { scheduled_at: flag.scheduled_at === null ? "" : instantToLocalField(flag.scheduled_at) },
    loadCheck: async () => (values) =>
      localFieldToInstant(values.scheduled_at) === null ? { scheduled_at: ["A date and a time are needed"] } : {},
    what: "schedule the flag",
    explain: unlessKept,
    send: ({ scheduled_at }, comment) => schedule(localFieldToInstant(scheduled_at), comment),
  });
  const { form, values, errorAt, fail, note } = contractForm;
  const instant = localFieldToInstant(values.scheduled_at);

  return (
    <FormDialog
      title="Turn on at a time"
      description="The server turns the flag on by itself, once, within five seconds of that time."
      size="sm"
      action="Schedule"
      onClose={onClose}
      form={contractForm}
      call={() => ({ method: "PATCH", path: apiUrl(`/flags/${flag.id}`), body: { scheduled_at: instant } })}
      otherAction={
        flag.scheduled_at !== null && (
          <Button onClick={() => void schedule(null, note.comment).catch(fail)}>Remove schedule</Button>
        )
      }
    >
      {flag.enabled && <p className="text-base text-warning">The flag is on already: nothing would change.</p>}
      <Field
        label="On at"
        error={errorAt("scheduled_at")}
        hint={instant === null ? "In your time zone." : `In your time zone. In UTC: ${instantText(instant)}.`}
      >
        {(control) => <Input {...control} type="datetime-local" {...form.register("scheduled_at")} />}
      </Field>
    </FormDialog>
  );
}
