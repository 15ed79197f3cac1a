import { useEnvironments } from "@/components/environments/api";
import type { Environment } from "@/lib/contract/environment";
import type { SaveReach } from "./protected-save";

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
