"use client";

import { useContext, useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { ProjectContext } from "@/components/projects/project-context";
import { CodeBlock } from "@/components/ui/code-block";
import { OnceDialog } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import type { Key, RotateKey } from "@/lib/contract/key";
import type { KeyKind } from "@/lib/contract/key-kind";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { type CreateKeyInput, useCreateKey, useRotateKey } from "./api";
import { ChoiceField, ExpiryField, LimitField, OriginsField } from "./key-fields";
import { environmentsOf, kindChoices, overlapChoices, scopeChoices } from "./words";

interface CreateKeyDialogProps {
  /** Those that the person administers. */
  projects: readonly Project[];
  onClose: () => void;
}

/** Makes a key, then shows it once. */
export function CreateKeyDialog({ projects, onClose }: CreateKeyDialogProps) {
  const [made, setMade] = useState<string>();
  const create = useCreateKey();
  const { isAdmin } = usePermissions();
  const shown = useContext(ProjectContext);
  const [first] = projects;
  const contractForm = useContractForm<CreateKeyInput>({
    defaultValues: {
      ...{ name: "", kind: "server", scopes: ["flags:evaluate"], expires_at: null },
      project_ids: isAdmin ? null : [shown?.id ?? first?.id ?? ""],
      ...{ environments: null, allowed_origins: null },
    },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/key")).createKeySchema),
    what: "create the key",
    send: async (values, comment) => setMade((await create.mutateAsync({ ...values, comment })).key),
  });
  const { form, values, set, errorAt } = contractForm;
  const { kind = "server", scopes, project_ids: projectIds = null, environments = null } = values;

  if (made !== undefined) return <MadeKeyDialog apiKey={made} onDone={onClose} />;
  const setKind = (next: KeyKind) => {
    set("kind", next);
    set("scopes", ["flags:evaluate"]);
    set("allowed_origins", null);
  };
  return (
    <FormDialog title="New API key" action="Create key" onClose={onClose} form={contractForm}>
      <Field label="Name" hint="What will use it: “web shop”, “CI”." error={errorAt("name")}>
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={limits.nameLength} {...form.register("name")} />
        )}
      </Field>
      <ChoiceField legend="Where it will be" choices={kindChoices} value={kind} onChange={setKind} />
      {kind === "server" && (
        <ChoiceField
          legend="What it may do"
          choices={scopeChoices}
          value={scopes[0] ?? "flags:evaluate"}
          onChange={(scope) => set("scopes", [scope])}
        />
      )}
      <LimitField
        legend="In which projects"
        all={isAdmin ? "Every project" : undefined}
        choices={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={projectIds}
        error={errorAt("project_ids")}
        onChange={(ids) => set("project_ids", ids)}
      />
      <LimitField
        legend="In which environments"
        all="Every environment"
        choices={environmentsOf(projects, projectIds).map((name) => ({ value: name, label: name }))}
        value={environments}
        error={errorAt("environments")}
        onChange={(names) => set("environments", names)}
      />
      {kind === "client" && (
        <OriginsField error={errorAt("allowed_origins")} onChange={(origins) => set("allowed_origins", origins)} />
      )}
      <ExpiryField
        value={values.expires_at ?? null}
        error={errorAt("expires_at")}
        onChange={(instant) => set("expires_at", instant)}
      />
    </FormDialog>
  );
}

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

interface MadeKeyDialogProps {
  apiKey: string;
  onDone: () => void;
}

/** Shows the key that was made, once. */
function MadeKeyDialog({ apiKey, onDone }: MadeKeyDialogProps) {
  return (
    <OnceDialog title="Your new API key" onDone={onDone}>
      <p role="status" className="text-base text-muted">
        Copy it now: it is shown only this once and cannot be looked up later. If it gets lost, create another one.
      </p>
      <CodeBlock code={apiKey} label="API key" />
      <p className="text-muted text-sm">Try it:</p>
      <CodeBlock
        label="curl command"
        code={`curl -H "Authorization: Bearer ${apiKey}" \\\n  ${window.location.origin}/api/v1/me`}
      />
    </OnceDialog>
  );
}
