import type { Effect } from "@/lib/contract/analysis";
import type { Page } from "@/lib/contract/common";
import type { Project } from "@/lib/contract/project";
import type { CompareQuery, FlagComparison } from "@/lib/contract/promotion";
import { badRequest } from "../../service-error";
import { readListTexts, readUserTexts } from "../../store/analysis-texts";
import type { FlagRow } from "../../store/flag-rows";
import { activeFlags, findFlags } from "../../store/flags";
import { createdCursor, createdPage } from "../../store/pages";
import { requiredLists } from "../../store/requirements";
import { inSnapshot, type Tx } from "../../store/transaction";
import { MOST_TEXT } from "../analysis/limits";
import { assertEnvironmentInQuery } from "../assert-environment";
import { type Difference, differenceOf, partsOf } from "./difference";
import { promotionEffects } from "./effects";
import { type FlagInBoth, readPairs } from "./read-pairs";

/** How many flags are read at a time. */
const AT_ONCE = 100;

interface Differing extends FlagInBoth {
  readonly difference: Difference;
}

/**
 * The flags that differ between two environments, oldest first, and who would get another value if they were promoted.
 * @throws ServiceError 400 for an environment that the project does not have, 429 and 503 when too many analyses wait
 */
export async function compareEnvironments(
  project: Pick<Project, "id" | "environments">,
  query: CompareQuery,
): Promise<Page<FlagComparison>> {
  const projectId = project.id;
  assertEnvironmentInQuery(project, query.from, "from");
  assertEnvironmentInQuery(project, query.to, "to");
  if (query.from === query.to) throw badRequest("to must not be the same as from");
  const { page, beside } = await inSnapshot(async (tx) => {
    const { differing, segments } = await findDiffering(tx, projectId, query);
    const page = createdPage(
      differing.map((each) => ({ ...each, id: each.flag.id, createdAt: each.flag.createdAt })),
      query,
      (each): Differing => each,
    );
    const lists = page.items.map(({ to }) => to.text);
    const required = await readListTexts(tx, await requiredLists(tx, lists), MOST_TEXT);
    if (required === null) throw tooMuch();
    const beside = {
      segments: [...new Set([...segments, ...required.segments])],
      required: required.lists,
      testUsers: await readUserTexts(tx, projectId, lists),
    };
    return { page, beside };
  });
  const effects = await promotionEffects(projectId, page.items, beside);
  return { ...page, items: page.items.flatMap((each) => toComparison(each, effects.get(each.flag.id))) };
}

/** As many as the query asks for, and one more when there are more. */
async function findDiffering(tx: Tx, projectId: string, query: CompareQuery) {
  const differing: Differing[] = [];
  const segments = new Set<string>();
  let bytes = 0;
  for await (const flags of portions(tx, projectId, query)) {
    const read = await readPairs(tx, flags, query);
    if (read === null) throw tooMuch();
    for (const segment of read.segments) segments.add(segment);
    for (const each of read.flags) {
      const difference = differenceOf(each.from, each.to);
      if (partsOf(difference).length === 0) continue;
      differing.push({ ...each, difference });
      bytes += each.from.text.rules.length + each.to.text.rules.length;
    }
    if (bytes > MOST_TEXT) throw tooMuch();
    if (query.limit !== undefined && differing.length > query.limit) break;
  }
  return { differing, segments: [...segments] };
}

async function* portions(tx: Tx, projectId: string, query: CompareQuery): AsyncGenerator<FlagRow[]> {
  if (query.flag_id !== undefined) {
    yield findFlags(tx, projectId, [query.flag_id]);
    return;
  }
  let cursor = query.cursor;
  for (;;) {
    const flags = await activeFlags(tx, projectId, { cursor }, AT_ONCE);
    yield flags;
    const last = flags.at(-1);
    if (last === undefined || flags.length < AT_ONCE) return;
    cursor = createdCursor(last);
  }
}

const tooMuch = () => badRequest("limit must be given, or a lower one: there is too much to compare at once");

function toComparison({ flag, difference }: Differing, effect: Effect | undefined): FlagComparison[] {
  // A flag that was deleted during the analysis is left out.
  if (effect === undefined) return [];
  const { id: flag_id, key: flag_key, name: flag_name } = flag;
  return [{ flag_id, flag_key, flag_name, differs: partsOf(difference), ...difference, effect }];
}
