"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { unlessKept } from "@/components/conflict/save-edit";
import { commaSeparated, emptyToNull } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { CodeInput, Input, Select, Textarea } from "@/components/ui/field/input";
import { draftToServed, type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import { ServedField } from "@/components/values/served-field";
import { VariantNames } from "@/components/values/served-value";
import { apiUrl } from "@/lib/client/api-client";
import type { FlagType } from "@/lib/contract/flag-value";
import type { Project } from "@/lib/contract/project";
import type { Variant } from "@/lib/contract/variant";
import { type CreateFlagInput, useCreateFlag } from "../api";
import { ClientVisibleField } from "../client-visible-field";
import { draftsToVariants, isWhole, type VariantDraft } from "../variants/variant-drafts";
import { VariantRows, type VariantRowsProps } from "../variants/variant-rows";
import { flagTypeLabels } from "../words";
import { allowedStates, EnvironmentChoice, rememberStates, startingStates } from "./environment-choice";

/** Off for a switch; nothing yet for the others: the person says what is safe to serve. */
const startingDefault: Record<FlagType, ServedDraft> = { boolean: false, string: "", number: "", json: "{}" };

// Object.keys forgets that a typed literal's keys are exactly its type's.
const types = Object.keys(flagTypeLabels) as FlagType[];

interface CreateFlagDialogProps {
  project: Pick<Project, "id" | "slug" | "environments">;
  onClose: () => void;
}

export function CreateFlagDialog({ project, onClose }: CreateFlagDialogProps) {
  const router = useRouter();
  const { mutateAsync: createFlag } = useCreateFlag(project.id);
  const mayChange = useMayChange();
  const sent = (values: NewFlagValues) => ({
    ...toCreateFlag(values),
    environments: allowedStates(values.environments, mayChange),
  });
  const [isKeyOwn, setIsKeyOwn] = useState(false);
  const [served, setServed] = useState<ServedDraft>(startingDefault.boolean);
  // Until somebody says otherwise the first variant is served.
  const [isServedOwn, setIsServedOwn] = useState(false);
  const contractForm = useContractForm<NewFlagValues>({
    defaultValues: {
      project_id: project.id,
      name: "",
      key: "",
      description: null,
      flag_type: "boolean",
      default_value: false,
      is_client_visible: false,
      variants: [],
      tags: [],
      // The switch for all is on: where it is on is said for each.
      enabled: true,
      environments: startingStates(project),
    },
    loadCheck: loadNewFlagCheck,
    what: "create the flag",
    explain: unlessKept,
    send: async (made, comment) => {
      const body = sent(made);
      const flag = await createFlag({ ...body, comment });
      rememberStates(project, body.environments);
      // Before it is left: going back must not open this again.
      onClose();
      router.push(`/projects/${project.slug}/flags/${encodeURIComponent(flag.key)}`);
    },
  });
  const { form, values, set, errorAt, problems } = contractForm;
  const flagType = form.watch("flag_type");
  const result = draftToServed(flagType, served);

  const serve = (type: FlagType, draft: ServedDraft) => {
    setServed(draft);
    const next = draftToServed(type, draft);
    set("default_value", next.ok ? next.value : undefined);
  };

  return (
    <FormDialog
      title="New flag"
      description="Nobody sees a difference until it is turned on."
      action="Create flag"
      onClose={onClose}
      form={contractForm}
      call={() => ({ method: "POST", path: apiUrl("/flags"), body: sent(form.getValues()) })}
    >
      <Field label="Name" error={errorAt("name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            placeholder="New checkout"
            {...form.register("name", {
              onChange: ({ target }) => !isKeyOwn && set("key", keyFromName(target.value)),
            })}
          />
        )}
      </Field>
      <Field label="Key" hint="What your code asks for. It cannot be changed later." error={errorAt("key")}>
        {(control) => (
          <CodeInput
            {...control}
            {...form.register("key", { onChange: ({ target }) => setIsKeyOwn(target.value !== "") })}
          />
        )}
      </Field>
      <Field label="Type" hint="What it serves. It cannot be changed later." error={errorAt("flag_type")}>
        {(control) => (
          <Select
            {...control}
            className="max-w-60"
            {...form.register("flag_type", {
              onChange: ({ target }) => {
                const type = types.find((known) => known === target.value) ?? "boolean";
                setIsServedOwn(false);
                serve(type, startingDefault[type]);
                // Their names stay; a value of another type is none.
                const drafts = form.getValues("variants");
                set(
                  "variants",
                  drafts.map((draft) => ({ ...draft, value: startingServed(type) })),
                );
              },
            })}
          >
            {types.map((type) => (
              <option key={type} value={type}>
                {flagTypeLabels[type]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {flagType !== "boolean" && (
        <NewFlagVariants
          flagType={flagType}
          drafts={values.variants}
          problems={problems}
          onChange={(drafts) => {
            set("variants", drafts);
            if (isServedOwn) return;
            const [first] = namedVariants(flagType, drafts);
            serve(flagType, first === undefined ? startingDefault[flagType] : servedToDraft(flagType, first.value));
          }}
        />
      )}
      <VariantNames variants={namedVariants(flagType, values.variants)}>
        <ServedField
          label="Served when off, and when no rule matches"
          flagType={flagType}
          value={served}
          onChange={(draft) => {
            setIsServedOwn(true);
            serve(flagType, draft);
          }}
          error={errorAt("default_value") === undefined || result.ok ? errorAt("default_value") : result.message}
        />
      </VariantNames>
      <EnvironmentChoice
        environments={project.environments}
        states={form.watch("environments")}
        onChange={(states) => set("environments", states)}
      />
      <ClientVisibleField
        checked={values.is_client_visible ?? false}
        onChange={(isVisible) => set("is_client_visible", isVisible)}
      />
      <Field label="Description" isOptional hint="What it is for, and when it can go." error={errorAt("description")}>
        {(control) => <Textarea {...control} {...form.register("description", { setValueAs: emptyToNull })} />}
      </Field>
      <Field label="Tags" isOptional hint="Separated by commas." error={errorAt("tags")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            placeholder="checkout, q3"
            onChange={({ currentTarget }) => set("tags", commaSeparated(currentTarget.value))}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** The names that a flag's values have from the beginning. */
function NewFlagVariants(props: VariantRowsProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <h3 id={titleId} className="font-medium text-ink text-sm">
        Variants <span className="font-normal text-muted">(optional)</span>
      </h3>
      <p className="text-muted text-sm">Names for the values that it serves. Rules and defaults offer them.</p>
      <VariantRows {...props} />
    </section>
  );
}

/** The fields of a flag that is being made. */
interface NewFlagValues extends Omit<CreateFlagInput, "variants"> {
  variants: VariantDraft[];
}

/** The variants that the form stands for so far. An on/off flag is not asked: its values are called on and off. */
const variantsOf = (type: FlagType, drafts: readonly VariantDraft[]): Variant[] =>
  type === "boolean" ? [] : draftsToVariants(drafts, type).filter(isWhole);

/** Those of them that can be chosen by name. */
const namedVariants = (type: FlagType, drafts: readonly VariantDraft[]): Variant[] =>
  variantsOf(type, drafts).filter(({ name }) => name.trim() !== "");

const toCreateFlag = ({ variants: drafts, ...fields }: NewFlagValues): CreateFlagInput => {
  const variants = variantsOf(fields.flag_type, drafts);
  return { ...fields, ...(variants.length > 0 && { variants }) };
};

/** Loads the check of the form. Variants are checked as drafts: one whose value cannot be read has none to send. */
async function loadNewFlagCheck() {
  const check = await schemaCheck(async () => (await import("@/lib/contract/flag")).createFlagSchema)();
  const { variantDraftProblems } = await import("../variants/variant-problems");
  return (values: NewFlagValues) => {
    const { variants, flag_type: type } = values;
    const { variants: _, ...fields } = toCreateFlag(values);
    return { ...check(fields), ...(type !== "boolean" && variantDraftProblems(variants, type)) };
  };
}

/** A flag's key from its name: "New checkout (v2)" gives `new-checkout-v2`. Empty when no character can be kept. */
export const keyFromName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
