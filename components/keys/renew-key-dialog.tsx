"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { Select } from "@/components/ui/field/input";
import type { Key, RotateKey } from "@/lib/contract/key";
import { useRotateKey } from "./api";
import { MadeKeyDialog } from "./made-key-dialog";
import { overlapChoices } from "./words";

interface RenewKeyDialogProps {
  apiKey: Key;
  onClose: () => void;
}

/** Makes a key that replaces another one, then shows it once. */
export function RenewKeyDialog({ apiKey, onClose }: RenewKeyDialogProps) {
  const [made, setMade] = useState<string>();
  const rotate = useRotateKey();
  const contractForm = useContractForm<RotateKey>({
    defaultValues: { overlap_hours: 24 },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/key")).rotateKeySchema),
    what: "renew the key",
    send: async (values, comment) => setMade((await rotate.mutateAsync({ id: apiKey.id, ...values, comment })).key),
  });
  const { values, set, errorAt } = contractForm;
  if (made !== undefined) return <MadeKeyDialog apiKey={made} onDone={onClose} />;
  return (
    <FormDialog
      title={`Renew “${apiKey.name}”`}
      description="You get a new key that may do the same. Put it where the old one is before that stops."
      size="sm"
      action="Renew key"
      onClose={onClose}
      form={contractForm}
    >
      <Field label="The old key stops" error={errorAt("overlap_hours")}>
        {(control) => (
          <Select
            {...control}
            value={values.overlap_hours}
            onChange={(event) => set("overlap_hours", Number(event.currentTarget.value))}
          >
            {overlapChoices.map(({ hours, label }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}
