"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { type CreateKeyInput, useCreateKey } from "./api";
import { ExpiryField, KeyProjects, ScopeField } from "./key-fields";

interface CreateKeyDialogProps {
  projects: readonly Project[];
  onClose: () => void;
}

/** Makes a key, then shows it. */
export function CreateKeyDialog({ projects, onClose }: CreateKeyDialogProps) {
  const [made, setMade] = useState<string>();
  const create = useCreateKey();
  const contractForm = useContractForm<CreateKeyInput>({
    defaultValues: { name: "", scopes: ["flags:evaluate"], project_ids: null, expires_at: null },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/key")).createKeySchema),
    what: "create the key",
    send: async (values) => setMade((await create.mutateAsync(values)).key),
  });
  const { form, set, errorAt } = contractForm;
  const { scopes, project_ids, expires_at } = contractForm.values;

  if (made !== undefined) {
    return (
      <Dialog isOpen isSticky onOpenChange={(isOpen) => !isOpen && onClose()} title="Your new API key">
        <CreatedKey apiKey={made} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <FormDialog title="New API key" action="Create key" onClose={onClose} form={contractForm}>
      <Field label="Name" hint="What will use it: “web shop”, “CI”." error={errorAt("name")}>
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={limits.nameLength} {...form.register("name")} />
        )}
      </Field>
      <ScopeField value={scopes[0] ?? "flags:evaluate"} onChange={(scope) => set("scopes", [scope])} />
      <KeyProjects
        projects={projects}
        value={project_ids ?? null}
        error={errorAt("project_ids")}
        onChange={(ids) => set("project_ids", ids)}
      />
      <ExpiryField
        value={expires_at ?? null}
        error={errorAt("expires_at")}
        onChange={(instant) => set("expires_at", instant)}
      />
    </FormDialog>
  );
}

/** The key that was made, once. */
function CreatedKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  return (
    <>
      <DialogBody className="flex flex-col gap-3">
        <p role="status" className="text-base text-muted">
          Copy it now: it is shown only this once and cannot be looked up later. If it gets lost, create another one.
        </p>
        <CodeBlock code={apiKey} label="API key" />
        <p className="text-muted text-sm">Try it:</p>
        <CodeBlock
          label="curl command"
          code={`curl -H "Authorization: Bearer ${apiKey}" \\\n  ${window.location.origin}/api/v1/me`}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}
