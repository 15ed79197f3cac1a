import type { Rule } from "@/lib/contract/rule";
import { expectationsOfFlag, type KeptExpectation } from "../../store/expectations";
import { bytesOfRules, rulesOfFlag, toRule } from "../../store/rules";
import type { Tx } from "../../store/transaction";

/**
 * How much of a flag's rules the audit entry of its deletion keeps, in bytes: as much as a page of the history may
 * have.
 */
const MOST_KEPT = 16 * 1024 * 1024;

/** What is deleted with a flag. `rules` is null when it is more than an entry keeps. */
export async function contentOfFlag(
  tx: Tx,
  flagId: string,
): Promise<{ rules: Rule[] | null; expectations: KeptExpectation[] }> {
  const expectations = await expectationsOfFlag(tx, flagId);
  if ((await bytesOfRules(tx, flagId)) > MOST_KEPT) return { rules: null, expectations };
  return { rules: (await rulesOfFlag(tx, flagId)).map(toRule), expectations };
}
