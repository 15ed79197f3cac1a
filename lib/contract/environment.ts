import { z } from "zod";
import { environmentNameSchema } from "./common";
import { limits } from "./limits";
import { nameSchema } from "./text";
import { writeQuerySchema } from "./write-query";

export const environmentColors = ["gray", "red", "orange", "yellow", "green", "teal", "blue", "purple"] as const;

const fields = {
  title: nameSchema.meta({ description: "What people call it. Its name unless given." }),
  color: z.enum(environmentColors),
  is_protected: z.boolean().meta({
    description:
      "Left to members with `may_change_protected`. Before anything is saved that reaches it, the dashboard shows " +
      "who changes, and asks once.",
  }),
  position: z
    .int()
    .min(1)
    .max(limits.environments)
    .meta({ description: "Its place among the project's environments, from 1." }),
};

export const environmentSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    position: z.int(),
    color: fields.color,
    is_protected: z.boolean(),
  })
  .meta({ id: "Environment" });
export type Environment = z.infer<typeof environmentSchema>;

export const createEnvironmentSchema = z
  .strictObject({
    name: environmentNameSchema.meta({ description: "Fixed from then on." }),
    ...z.object(fields).partial().shape,
    copy_from: z
      .string()
      .optional()
      .meta({
        description:
          "An environment that it begins as a copy of: with its rules, their salts, and what flags are in it. " +
          "Absent: empty.",
      }),
  })
  .meta({ id: "CreateEnvironment" });
export type CreateEnvironment = z.output<typeof createEnvironmentSchema>;

export const updateEnvironmentSchema = z.strictObject(fields).partial().meta({ id: "UpdateEnvironment" });
export type UpdateEnvironment = z.output<typeof updateEnvironmentSchema>;

export const deleteEnvironmentQuerySchema = writeQuerySchema.extend({
  confirm: z.string().optional().meta({
    description:
      "Its name: what is in it goes, too, and cannot be brought back. Not needed while there is nothing in it.",
  }),
});
