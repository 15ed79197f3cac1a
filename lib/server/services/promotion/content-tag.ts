import { etagOf } from "../../etag";
import type { FlagContent } from "../../store/flag-contents";

/** A tag that differs for each content of a flag in an environment. */
export const tagOf = ({ state, rules }: FlagContent): string => etagOf(JSON.stringify([state, rules]));
