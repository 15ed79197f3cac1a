import { zodResolver } from "@hookform/resolvers/zod";
import type { FieldValues, Resolver } from "react-hook-form";
import { z } from "zod";

/** Checks a form with one of the contract's schemas. Loaded when a form is first sent: zod need not come with the page. */
export function schemaResolver<Values extends FieldValues>(schema: z.ZodType<unknown, Values>): Resolver<Values> {
  // The page's policy forbids making code from text, which zod would try.
  z.config({ jitless: true });
  const resolver: unknown = zodResolver(schema);
  // What is validated is the form's values; what is sent is what the person typed, not what the schema made of it.
  return resolver as Resolver<Values>;
}
