import { useEnvironments } from "@/components/environments/api";
import type { VariantsChange } from "@/components/flags/variants/variants-change";
import type { Environment } from "@/lib/contract/environment";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { RuleInput } from "@/lib/targeting";

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
