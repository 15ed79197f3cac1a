import type { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";

/** A form's check by one of the contract's schemas. zod comes with it, and not with the page. */
export const schemaCheck = (loadSchema: () => Promise<z.ZodType>) => async () => {
  const [{ schemaProblems }, schema] = await Promise.all([import("./schema-problems"), loadSchema()]);
  return (values: unknown): FieldProblems => schemaProblems(schema, values);
};
