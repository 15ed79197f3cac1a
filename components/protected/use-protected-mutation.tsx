"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { EditKept } from "@/components/conflict/save-edit";
import { environmentsQuery, useEnvironments } from "@/components/environments/api";
import type { VariantsChange } from "@/components/flags/variants/variant-drafts";
import { lazy, loadCode } from "@/components/ui/lazy/lazy";
import type { WithComment } from "@/lib/client/api-client";
import { QuestionQueue } from "@/lib/client/store";
import type { Environment } from "@/lib/contract/environment";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { RuleInput } from "@/lib/targeting/index";

/** The environments that a save changes. */
export type SaveReach = readonly string[] | "all";

/** What of a flag decides who gets what. */
export type JudgedFlag = Pick<
  ListedFlag,
  | "id"
  | "project_id"
  | "key"
  | "name"
  | "enabled"
  | "status"
  | "default_value"
  | "when_disabled"
  | "environments"
  | "variants"
  | "requires"
  | "required_by"
>;

/** What a save changes for people, as far as it can be found out before. */
export type SaveEffect =
  /** Of rules: judged as if the flag was on. */
  | { readonly of: "rules"; readonly flag: JudgedFlag; readonly after: (stored: readonly RuleInput[]) => RuleInput[] }
  /** Of what the flag is: judged as it is. `when`: what is to be known before it is read. */
  | { readonly of: "flag"; readonly flag: JudgedFlag; readonly after: JudgedFlag; readonly when?: string }
  /** Of the values that variants stand for. */
  | { readonly of: "variants"; readonly flag: JudgedFlag; readonly after: VariantsChange }
  | { readonly of: "nobody"; readonly why: string };

/** A save that may reach protected environments. */
export interface ProtectedSave {
  readonly reach: SaveReach;
  /** Loads the code that knows what the save does: few saves are asked about. */
  readonly describe: () => Promise<SaveDescription>;
}

/** What a save does, for whoever is to confirm it. */
export interface SaveDescription {
  /** What it does, as the button and, with a question mark, the title say it: "Save the rule in production". */
  readonly action: string;
  readonly effect: SaveEffect;
}

type Known = Pick<Environment, "name" | "is_protected">;

/** The protected environments that a save reaches. */
export const protectedAmong = (environments: readonly Known[], reach: SaveReach): string[] =>
  environments
    .filter(({ name, is_protected: isProtected }) => isProtected && (reach === "all" || reach.includes(name)))
    .map(({ name }) => name);

/** The same; none until it is known which are protected. */
export function useProtectedAmong(projectId: string, reach: SaveReach): readonly string[] {
  const { data = [] } = useEnvironments(projectId);
  return protectedAmong(data, reach);
}

interface How {
  /** It takes back what was confirmed, or was asked about where it was made. */
  isConfirmed?: boolean;
}

interface Outcome<Data> {
  onSuccess?: (data: Data) => void;
  onError?: (error: Error) => void;
}

/**
 * A mutation that is confirmed before it begins where it reaches a protected environment. Nothing of it is shown
 * before.
 * @param saveOf what it is going to do
 */
export function useProtectedMutation<Data, Input extends WithComment, Context = unknown>(
  projectId: string,
  saveOf: (input: Input) => ProtectedSave,
  options: UseMutationOptions<Data, Error, Input, Context>,
) {
  const { mutateAsync: send, isPending } = useMutation(options);
  const confirm = useConfirm(projectId);
  const mutateAsync = async (input: Input, { isConfirmed = false }: How = {}): Promise<Data> => {
    const asking = isConfirmed ? input.comment : confirm(saveOf(input), input.comment);
    // What nobody has to be asked about begins at once, not a turn later.
    const comment = asking instanceof Promise ? await asking : asking;
    return send({ ...input, comment });
  };
  const mutate = (input: Input, { onSuccess, onError }: Outcome<Data> = {}): void => {
    void mutateAsync(input).then(onSuccess, (error) => onError?.(error));
  };
  return { mutate, mutateAsync, isPending };
}

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

// Few environments are protected.
const ProtectedDialog = lazy(() => import("./protected-dialog").then((file) => file.ProtectedDialog));

/** Where it is asked whether saves of what is protected are meant: one for all of them. */
export function ProtectedHost() {
  const question = useSyncExternalStore(protectedQuestions.subscribe, protectedQuestions.current, () => null);
  return question && <ProtectedDialog key={question.id} question={question} />;
}

interface About extends SaveDescription, WithComment {
  readonly projectId: string;
  /** The protected ones that it reaches. */
  readonly environments: readonly string[];
}

/** Asks whether a save of something protected is meant. Null: it is not. */
const protectedQuestions = new QuestionQueue<About, WithComment | null>();

export type ProtectedQuestion = NonNullable<ReturnType<typeof protectedQuestions.current>>;
