import type { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";

/** A form's check by one of the contract's schemas. It loads zod when it is first used, and not with the page. */
export const schemaCheck = (loadSchema: () => Promise<z.ZodType>) => async () => {
  // This comes before any schema is made: zod tests at that moment whether it may compile code from text.
  const { schemaProblems } = await import("./schema-problems");
  const schema = await loadSchema();
  return (values: unknown): FieldProblems => schemaProblems(schema, values);
};
