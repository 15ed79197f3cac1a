import { zodResolver } from "@hookform/resolvers/zod";
import type { FieldValues, Resolver } from "react-hook-form";
import { z } from "zod";
import { inWords } from "@/lib/contract/problems";

/** Checks a form with one of the contract's schemas. Loaded when a form is first sent: zod need not come with the page. */
export function schemaResolver<Values extends FieldValues>(schema: z.ZodType): Resolver<Values> {
  // The page's policy forbids making code from text, which zod would try.
  z.config({ jitless: true });
  // The forms of this page hold what their schemas take; the library cannot know.
  return zodResolver(schema as z.ZodType<Values, Values>, inWords);
}
