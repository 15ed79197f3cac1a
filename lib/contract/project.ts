import { z } from "zod";
import { environmentNameSchema, idSchema, pageParameters, timestampSchema } from "./common";
import type { FieldProblems } from "./errors";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import { nameSchema } from "./text";
import { writeQuerySchema } from "./write-query";

const defaultEnvironments = ["production", "staging", "development"];

const slugSchema = z
  .string()
  .max(limits.slugLength)
  .regex(/^[a-z0-9][a-z0-9-]*$/, "Only lower-case letters, digits and hyphens, and no hyphen first");

const environmentsSchema = z
  .array(environmentNameSchema)
  .min(1, "Must name at least one environment")
  .max(limits.environments)
  .refine((names) => new Set(names).size === names.length, "Must not repeat a name");

const settingsSchema = z
  .strictObject({
    default_environment: environmentNameSchema,
    sample_contexts: z
      .boolean()
      .optional()
      .meta({
        description:
          "Whether the attributes that rules use are kept, in memory, of the contexts that were evaluated last, so " +
          "that `POST …/audience` can say how many of them match. Absent: false.",
      }),
  })
  .meta({ id: "ProjectSettings" });

export const projectSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    slug: z.string(),
    environments: z.array(z.string()),
    settings: settingsSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof projectSchema>;

export const createProjectSchema = z
  .strictObject({
    name: nameSchema,
    slug: slugSchema.optional(),
    environments: environmentsSchema.default(defaultEnvironments),
    settings: settingsSchema.partial().optional(),
  })
  .meta({ id: "CreateProject" });
export type CreateProject = z.output<typeof createProjectSchema>;

export const updateProjectSchema = z
  .strictObject({
    name: nameSchema,
    slug: slugSchema,
    environments: environmentsSchema,
    settings: settingsSchema.partial(),
  })
  .partial()
  .meta({ id: "UpdateProject" });
export type UpdateProject = z.output<typeof updateProjectSchema>;

export const listProjectsQuerySchema = z.strictObject({
  slug: z.string().max(limits.slugLength).optional().meta({ description: "Keeps the project with this slug." }),
  ...pageParameters,
});
export type ListProjectsQuery = z.output<typeof listProjectsQuerySchema>;

export const deleteProjectQuerySchema = writeQuerySchema.extend({
  confirm: z.string().meta({ description: "The project's slug: what goes with it cannot be brought back." }),
});

/**
 * A problem that the schemas alone cannot find: the default environment must be one of the environments, as sent or as
 * stored.
 * @param project the project that is updated; absent for a new one.
 */
export function projectProblems(body: JsonObject, project?: Pick<Project, "environments" | "settings">): FieldProblems {
  const environments = environmentsSchema.safeParse(body.environments ?? project?.environments ?? defaultEnvironments);
  const settings = settingsSchema.partial().safeParse(body.settings ?? {});
  if (!environments.success || !settings.success) return {};
  const name = settings.data.default_environment ?? project?.settings.default_environment ?? environments.data[0] ?? "";
  if (environments.data.includes(name)) return {};
  return { "settings.default_environment": [unknownDefaultEnvironment(environments.data)] };
}

/** The message for a default environment that the project does not have. */
export const unknownDefaultEnvironment = (environments: readonly string[]): string =>
  `Must be one of: ${environments.join(", ")}`;
