import { z } from "zod";
import { environmentNameSchema, idSchema, timestampSchema } from "./common";
import type { FieldProblems } from "./errors";
import { environmentStatesSchema, updateFlagEnvironmentSchema } from "./flag-environment";
import {
  scheduledActionSchema,
  scheduledAtSchema,
  scheduledEnvironmentsSchema,
  scheduleProblems,
} from "./flag-schedule";
import type { UpdateFlagEnvironments } from "./flag-state";
import {
  type FlagType,
  flagTypeSchema,
  flagTypes,
  flagValueProblem,
  jsonValueSchema,
  unwrapDefaultValue,
} from "./flag-value";
import type { JsonObject, JsonValue } from "./json";
import { limits } from "./limits";
import { requiresSchema } from "./requirement";
import { descriptionSchema, nameSchema, textSchema } from "./text";
import { type Variant, variantProblems, variantsSchema } from "./variant";

export const flagStatusSchema = z.enum(["active", "archived"]);

/** What a flag serves while it is off. */
const whenDisabledSchema = z.enum(["default_value", "code_default"]).meta({
  description:
    "What is served while the flag is off, or archived: its default value, or nothing, so that applications use the " +
    "default in their code (`value: null`, `is_code_default: true`). Absent from answers: `default_value`.",
});

const clientVisibleSchema = z.boolean().meta({
  description: "Whether keys that ship to people (`kind: client`) see the flag. Absent from answers: false.",
});

const keySchema = z
  .string()
  .max(limits.flagKeyLength)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "Only letters, digits, dots, underscores and hyphens, and a letter or digit first",
  );

const tagsSchema = z
  .array(textSchema(limits.tagLength).min(1, "Must not be empty"))
  .max(limits.tags)
  .refine((tags) => new Set(tags).size === tags.length, "Must not repeat a tag");

const defaultValueSchema = jsonValueSchema.meta({
  description: 'Served when no rule matches. `{"value": X}` and a bare X are both accepted; X fits the flag\'s type.',
});

export const flagSchema = z
  .strictObject({
    id: idSchema,
    project_id: idSchema,
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    flag_type: flagTypeSchema,
    default_value: z.strictObject({ value: jsonValueSchema }),
    enabled: z.boolean(),
    status: flagStatusSchema,
    when_disabled: whenDisabledSchema.optional(),
    is_client_visible: clientVisibleSchema.optional(),
    variants: variantsSchema.optional(),
    requires: requiresSchema.optional(),
    tags: z.array(z.string()),
    scheduled_at: timestampSchema.nullable(),
    scheduled_action: scheduledActionSchema.optional(),
    scheduled_environments: z.array(z.string()).optional().meta({
      description: "The environments that the schedule is about. Absent: the switch for all.",
    }),
    environments: environmentStatesSchema.meta({
      description: "Every environment of the project, in its order; of them, those that the key is limited to.",
    }),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "Flag" });
export type Flag = z.infer<typeof flagSchema>;

const flagFields = {
  name: nameSchema,
  description: descriptionSchema.nullable(),
  default_value: defaultValueSchema,
  enabled: z.boolean(),
  status: flagStatusSchema,
  when_disabled: whenDisabledSchema,
  is_client_visible: clientVisibleSchema,
  variants: variantsSchema,
  requires: requiresSchema,
  tags: tagsSchema,
  scheduled_at: scheduledAtSchema,
  scheduled_action: scheduledActionSchema,
  scheduled_environments: scheduledEnvironmentsSchema,
};

interface WithValues {
  flag_type: FlagType;
  default_value?: JsonValue | undefined;
  environments?: UpdateFlagEnvironments | undefined;
  variants?: readonly Variant[] | undefined;
}

function reportValues(flag: WithValues, ctx: z.core.$RefinementCtx<WithValues>): void {
  for (const [path, [message]] of Object.entries(variantProblems(flag.flag_type, flag.variants))) {
    ctx.addIssue({ code: "custom", path: path.split("."), message });
  }
  for (const [environment, { default_value: sent }] of Object.entries(flag.environments ?? {})) {
    const message = sent ? flagValueProblem(flag.flag_type, sent.value) : undefined;
    const path = ["environments", environment, "default_value", "value"];
    if (message !== undefined) ctx.addIssue({ code: "custom", path, message });
  }
  // A boolean flag defaults to off; the other types have no default that could be assumed.
  if (flag.default_value === undefined && flag.flag_type === "boolean") return;
  const sent = flag.default_value;
  const message = flagValueProblem(flag.flag_type, sent === undefined ? undefined : unwrapDefaultValue(sent));
  if (message !== undefined) ctx.addIssue({ code: "custom", path: ["default_value"], message });
}

// An invalid name must not hide an invalid default value: both are reported at once.
const whenTypeIsKnown = {
  when: ({ value }: z.core.ParsePayload): boolean =>
    typeof value === "object" && value !== null && "flag_type" in value && flagTypes.some((t) => t === value.flag_type),
};

export const createFlagSchema = z
  .strictObject({
    project_id: idSchema,
    key: keySchema,
    flag_type: flagTypeSchema,
    ...z.object(flagFields).partial().shape,
    environments: z
      .record(environmentNameSchema, updateFlagEnvironmentSchema)
      .optional()
      .meta({ description: "Where it is on, once it is `enabled`, and what it serves there. Not named: on." }),
  })
  .superRefine(reportValues, whenTypeIsKnown)
  .meta({ id: "CreateFlag" });
export type CreateFlag = z.output<typeof createFlagSchema>;

const fixed = (field: string) =>
  z.never({ error: `Cannot be changed: a flag's ${field} is fixed once it is created` }).optional();

export const updateFlagSchema = z
  .strictObject(flagFields)
  .partial()
  .extend({
    ...{ key: fixed("key"), flag_type: fixed("type"), project_id: fixed("project") },
    environments: z.never({ error: "Is changed one by one, at /flags/:flag_id/environments/:environment" }).optional(),
  })
  .meta({ id: "UpdateFlag" });
export type UpdateFlag = Omit<z.output<typeof updateFlagSchema>, "key" | "flag_type" | "project_id" | "environments">;

/**
 * Problems that the schema alone cannot find: values must fit this flag's type, and fields about a schedule need one.
 */
export function updateFlagProblems(body: JsonObject, flag: Pick<Flag, "flag_type" | "scheduled_at">): FieldProblems {
  const problems = { ...scheduleProblems(body, flag), ...variantProblems(flag.flag_type, body.variants) };
  if (body.default_value === undefined) return problems;
  const message = flagValueProblem(flag.flag_type, unwrapDefaultValue(body.default_value));
  return message === undefined ? problems : { ...problems, default_value: [message] };
}
