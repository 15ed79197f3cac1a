import type { FlagInput, RuleInput } from "@/lib/targeting";
import { at } from "../store/json-columns";
import { type FlagsPage, readFlagsPage, sizeFlags } from "../store/rulesets";
import type { Tx } from "../store/transaction";
import type { FlagSource } from "./project-source";
import { readInPages } from "./read-in-pages";

/**
 * Reads flags with their rules of these environments, page by page.
 * @param ids absent: all of the project's
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
  const sources = flags.id.map((id, row) => {
    const flag: FlagInput = {
      id,
      key: at(flags.key, row),
      enabled: at(flags.enabled, row),
      status: at(flags.status, row),
      default_value: { value: at(flags.default_value, row) },
      when_disabled: at(flags.when_disabled, row),
      is_client_visible: at(flags.is_client_visible, row),
      environments: at(flags.environments, row),
      flag_type: at(flags.flag_type, row),
      variants: at(flags.variants, row),
      requires: at(flags.requires, row),
    };
    return { flag, createdAt: at(flags.created_at, row), rules: new Map<string, RuleInput[]>() };
  });
  const byId = new Map(sources.map((source) => [source.flag.id, source]));
  for (const [row, flagId] of rules.flag_id.entries()) {
    const source = byId.get(flagId);
    if (source === undefined) continue;
    const environment = at(rules.environment, row);
    const list = source.rules.get(environment);
    if (list) list.push(toRule(rules, row, source.flag));
    else source.rules.set(environment, [toRule(rules, row, source.flag)]);
  }
  return sources;
}

function toRule(rules: FlagsPage["rules"], row: number, { id: flag_id }: FlagInput): RuleInput {
  const id = at(rules.id, row);
  const split = at(rules.split, row);
  return {
    id,
    // One text for all that are alike, and not a copy in each rule.
    flag_id,
    salt: at(rules.salt, row) ?? id,
    position: at(rules.position, row),
    conditions: at(rules.conditions, row),
    value: at(rules.value, row),
    percentage: at(rules.percentage, row),
    enabled: at(rules.enabled, row),
    segment_id: at(rules.segment_id, row),
    bucket_by: at(rules.bucket_by, row),
    ...(split !== null && { split }),
  };
}
