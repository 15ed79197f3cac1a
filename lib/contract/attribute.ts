import { z } from "zod";
import { idSchema } from "./common";

/** An attribute that a project's conditions use. */
export const attributeUseSchema = z
  .strictObject({
    name: z.string(),
    count: z.number().int().meta({ description: "How many conditions ask for it, in rules and segments." }),
  })
  .meta({ id: "AttributeUse" });
export type AttributeUse = z.output<typeof attributeUseSchema>;

export const listAttributesQuerySchema = z.strictObject({ project_id: idSchema });
export type ListAttributesQuery = z.output<typeof listAttributesQuerySchema>;
