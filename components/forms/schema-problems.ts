import { z } from "zod";
import type { FieldProblems } from "@/lib/contract/errors";
import { fieldProblems, inWords } from "@/lib/contract/problems";

// The page's Content-Security-Policy forbids code from text, which zod would try.
z.config({ jitless: true });

/** All problems that a schema of the contract finds, in the server's words. */
export const schemaProblems = (schema: z.ZodType, values: unknown): FieldProblems =>
  fieldProblems(schema.safeParse(values, inWords).error);
