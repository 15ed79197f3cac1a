import { etagOf } from "../../etag";
import type { FlagContent } from "../../store/flag-contents";

/** Tells one content of a flag in an environment from every other. */
export const tagOf = ({ state, rules }: FlagContent): string => etagOf(JSON.stringify([state, rules]));
