import type { Effect } from "@/lib/contract/analysis";
import { promotedParts } from "@/lib/contract/promotion-parts";
import type { Rule } from "@/lib/contract/rule";
import type { ListText, ListTexts, UserTexts } from "../../store/analysis-texts";
import { effectOfTexts } from "../effect-of-texts";
import { asItIs } from "../list-texts";
import { promotedContent } from "./promoted-content";
import type { FlagInBoth } from "./read-pairs";

interface Beside {
  readonly segments: ListTexts["segments"];
  /** The lists of required flags, in the target environment. */
  readonly required: NonNullable<ListTexts["required"]>;
  readonly testUsers: UserTexts;
}

/**
 * Who would get another value in the target environment after the promotion.
 * @returns the effect on each flag, by its id
 */
export async function promotionEffects(
  projectId: string,
  flags: readonly FlagInBoth[],
  { segments, required, testUsers }: Beside,
): Promise<ReadonlyMap<string, Effect>> {
  const before = { lists: flags.map(({ to }) => asItIs(to.text)), segments, required };
  const after = { lists: flags.map((flag) => asItIs(asPromoted(flag))), segments, required };
  const lists = flags.map(({ to }) => to.text);
  const { lists: effects } = await effectOfTexts(projectId, { lists, before, after, testUsers });
  return new Map(effects.map(({ flag_id, flag_key, environment, ...effect }) => [flag_id, effect]));
}

/** The list after a promotion of everything that differs. A new rule has the id of its original. */
function asPromoted({ from, to }: FlagInBoth): ListText {
  const { environment } = to.text;
  const promotion = { parts: promotedParts, environment, now: new Date(0), newId: ({ id }: Rule) => id };
  const { state, rules } = promotedContent(from, to, promotion);
  const flag: { environments: object } = JSON.parse(to.text.flag);
  const environments = { ...flag.environments, [environment]: state };
  return { ...to.text, flag: JSON.stringify({ ...flag, environments }), rules: JSON.stringify(rules) };
}
