import { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";
import { fieldProblems, inWords } from "@/lib/contract/problems";

// The page's policy forbids making code from text, which zod would try.
z.config({ jitless: true });

/** Everything that a schema of the contract finds wrong, in the server's words. */
export const schemaProblems = (schema: z.ZodType, values: unknown): FieldProblems =>
  fieldProblems(schema.safeParse(values, inWords).error);
