import { useQueryClient } from "@tanstack/react-query";
import { EditKept } from "@/components/conflict/save-edit";
import { environmentsQuery } from "@/components/environments/api";
import { loadCode } from "@/components/ui/lazy/lazy";
import type { Environment } from "@/lib/contract/environment";
import { protectedAmong } from "./protected-among";
import { protectedQuestions } from "./protected-host";
import type { ProtectedSave, SaveDescription } from "./protected-save";

type Comment = string | undefined;

/**
 * Asks once before a save that reaches protected environments, and says at once that nothing is to be asked where that
 * is known.
 * @returns why it is made, as it was given or is said now; the promise fails with `EditKept` when it is not meant
 */
export function useConfirm(projectId: string) {
  const queryClient = useQueryClient();
  return ({ reach, describe }: ProtectedSave, comment: Comment): Comment | Promise<Comment> => {
    if (reach.length === 0) return comment;
    const ask = (known: readonly Environment[]): Comment | Promise<Comment> => {
      const environments = protectedAmong(known, reach);
      return environments.length === 0 ? comment : confirmed(describe, { projectId, environments, comment });
    };
    const query = environmentsQuery(projectId);
    const known = queryClient.getQueryData(query.queryKey);
    if (known !== undefined) return ask(known);
    // Where that cannot be read, nothing can be changed either, and the change says why.
    return queryClient
      .fetchQuery(query)
      .catch(() => [])
      .then(ask);
  };
}

type About = Parameters<typeof protectedQuestions.ask>[0];

async function confirmed(
  describe: ProtectedSave["describe"],
  about: Omit<About, keyof SaveDescription>,
): Promise<Comment> {
  const description = await loadCode(describe);
  if (description === undefined) throw new EditKept("What says who changes by a save could not be loaded");
  const answer = await protectedQuestions.ask({ ...about, ...description });
  if (answer === null) throw new EditKept("The person leaves what is protected as it is");
  return answer.comment;
}
