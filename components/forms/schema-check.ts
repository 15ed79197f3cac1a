import type { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";

/** A form's check by one of the contract's schemas. zod comes with it, and not with the page. */
export const schemaCheck = (loadSchema: () => Promise<z.ZodType>) => async () => {
  // Before any schema is made: it is then that zod looks whether it may make code from text.
  const { schemaProblems } = await import("./schema-problems");
  const schema = await loadSchema();
  return (values: unknown): FieldProblems => schemaProblems(schema, values);
};
