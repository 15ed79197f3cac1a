import type { z } from "zod";
import { limits } from "@/lib/contract/limits";

/** A query-string failure as one sentence: `project_id is required`. */
export function queryProblem(error: z.ZodError): string {
  const sentences = error.issues.slice(0, limits.issues).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `Unknown query parameter: ${key}`);
    const name = issue.path.map(String).join(".");
    const message = issue.message === "Required" ? "is required" : issue.message;
    return [`${name} ${message.charAt(0).toLowerCase()}${message.slice(1)}`];
  });
  return sentences.slice(0, 10).join("; ");
}
