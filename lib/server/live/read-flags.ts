import type { RuleInput } from "@/lib/targeting";
import { at } from "../store/json-columns";
import { type FlagsPage, flagOfRow, ruleOfRow } from "../store/ruleset-columns";
import { readFlagsPage, sizeFlags } from "../store/rulesets";
import type { Tx } from "../store/transaction";
import type { FlagSource } from "./project-source";
import { readInPages } from "./read-in-pages";

/**
 * Reads flags with their rules in these environments, page by page.
 * @param ids absent: all flags of the project
 */
export async function* readFlags(
  tx: Tx,
  projectId: string,
  environments: readonly string[],
  ids?: ReadonlySet<string>,
): AsyncGenerator<FlagSource[], void> {
  if (ids?.size === 0) return;
  const sizes = await sizeFlags(tx, projectId, environments, ids);
  const pages = readInPages<FlagsPage>(sizes, (page) => readFlagsPage(tx, page, environments));
  for await (const page of pages) yield toSources(page);
}

function toSources({ flags, rules }: FlagsPage): FlagSource[] {
  const sources = flags.id.map((_id, row) => {
    const flag = flagOfRow(flags, row);
    return { flag, createdAt: at(flags.created_at, row), rules: new Map<string, RuleInput[]>() };
  });
  const byId = new Map(sources.map((source) => [source.flag.id, source]));
  for (const [row, flagId] of rules.flag_id.entries()) {
    const source = byId.get(flagId);
    if (source === undefined) continue;
    const environment = at(rules.environment, row);
    const list = source.rules.get(environment);
    if (list) list.push(ruleOfRow(rules, row, source.flag));
    else source.rules.set(environment, [ruleOfRow(rules, row, source.flag)]);
  }
  return sources;
}
