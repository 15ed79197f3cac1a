import { type FlagdDefinitions, flagdDefinitions } from "@/lib/targeting/flagd/document";
import { flagdText } from "@/lib/targeting/flagd/text";
import { JsonText } from "../../json-text";
import type { LiveRuleset } from "../live-project";

/** Of the list of flags that are left out. Clients hand it on with every evaluation. */
const LONGEST_LIST = 2_000;

const documents = new WeakMap<LiveRuleset, JsonText>();

/** A ruleset in flagd's words, made once. What has changed elsewhere in the project does not change it. */
export function flagdDocument(live: LiveRuleset): JsonText {
  const known = documents.get(live);
  if (known !== undefined) return known;
  const { flagSetId } = live;
  const definitions = flagdDefinitions(live.ruleset);
  const document = JsonText.taggedBare(
    flagdText(definitions, { flagSetId, scope: flagSetId, ...leftOutOf(definitions) }),
  );
  documents.set(live, document);
  return document;
}

/** Metadata of flagd is text: "checkout: rule 3 uses a pattern; search: ...". */
function leftOutOf({ leftOut }: FlagdDefinitions): { leftOut?: string } {
  if (leftOut.size === 0) return {};
  const told: string[] = [];
  let length = 0;
  for (const [key, { why }] of leftOut) {
    const sentence = `${key}: ${why}`;
    length += sentence.length;
    if (length > LONGEST_LIST) break;
    told.push(sentence);
  }
  const untold = leftOut.size - told.length;
  return { leftOut: [...told, ...(untold > 0 ? [`and ${untold} more`] : [])].join("; ") };
}
