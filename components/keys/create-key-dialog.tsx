"use client";

import { useContext, useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { ProjectContext } from "@/components/projects/project-context";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import type { KeyKind } from "@/lib/contract/key-kind";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { type CreateKeyInput, useCreateKey } from "./api";
import { ChoiceField, ExpiryField, LimitField, OriginsField } from "./key-fields";
import { MadeKeyDialog } from "./made-key-dialog";
import { environmentsOf, kindChoices, scopeChoices } from "./words";

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
