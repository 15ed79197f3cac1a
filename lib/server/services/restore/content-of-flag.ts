import type { Rule } from "@/lib/contract/rule";
import { expectationsOfFlag, type KeptExpectation } from "../../store/expectations";
import { bytesOfRules, rulesOfFlag, toRule } from "../../store/rules";
import type { Tx } from "../../store/transaction";

/** Bytes of rules that the entry of a flag's deletion keeps: as many as a page of the history may have. */
const MOST_KEPT = 16 * 1024 * 1024;

/** What goes with a flag when it is deleted. `rules` is null when that is more than an entry keeps. */
export async function contentOfFlag(
  tx: Tx,
  flagId: string,
): Promise<{ rules: Rule[] | null; expectations: KeptExpectation[] }> {
  const expectations = await expectationsOfFlag(tx, flagId);
  if ((await bytesOfRules(tx, flagId)) > MOST_KEPT) return { rules: null, expectations };
  return { rules: (await rulesOfFlag(tx, flagId)).map(toRule), expectations };
}
