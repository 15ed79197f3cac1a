import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { EditKept } from "./save-edit";

/** Says why a save failed, unless the person chose not to save. @param what completes "Could not …" */
export function sayFailure(error: unknown, what: string, description?: string): void {
  if (error instanceof EditKept) return;
  toast.error(describeError(error, what), description === undefined ? {} : { description });
}
