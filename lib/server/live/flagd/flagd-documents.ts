import { type FlagdDefinitions, flagdDefinitions } from "@/lib/flagd/document";
import { flagdText } from "@/lib/flagd/text";
import { EncodedJson } from "../../encoded-json";
import { etagOf } from "../../etag";
import { processState } from "../../process-state";
import { inTurns } from "../in-turns";
import { LatestDocuments } from "../latest-documents";
import type { LiveRuleset } from "../live-project";
import { versionText } from "../wire/version-text";

/** All documents that are kept, with their compressed forms. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** What the compressed forms of a document add at most: they are small. */
const WITH_ENCODED = 1.5;
/** The length of the list of flags that are left out. Clients pass it on with every evaluation. */
const LONGEST_LIST = 2_000;

/** A ruleset in flagd's format, the same bytes for everybody. */
export interface FlagdDocument {
  /** The version of the ruleset. */
  readonly version: string;
  /** Changes elsewhere in the project do not change it. */
  readonly etag: string;
  readonly bytes: Buffer;
  /** The answer to HTTP requests. */
  readonly answer: EncodedJson;
}

const documents = () =>
  processState(
    "flagd-documents",
    () => new LatestDocuments<FlagdDocument>(KEPT_BYTES, ({ bytes }) => Math.ceil(bytes.length * WITH_ENCODED)),
  );

/** A ruleset as flagd's clients evaluate it. */
export const flagdDocument = (live: LiveRuleset): Promise<FlagdDocument> =>
  documents().get(`${live.projectId} ${live.environment}`, versionText(live.version), () => write(live));

async function write({ ruleset, flagSetId, version }: LiveRuleset): Promise<FlagdDocument> {
  const definitions = await inTurns(flagdDefinitions(ruleset));
  const metadata = { flagSetId, scope: flagSetId, ...leftOutOf(definitions) };
  const json = await inTurns(flagdText(definitions, metadata));
  const bytes = Buffer.from(json);
  const etag = etagOf(json);
  const answer = new EncodedJson(() => bytes, { etag: `W/${etag}`, "cache-control": "private, no-cache" });
  return { version: versionText(version), etag, bytes, answer };
}

/** flagd's metadata is text: "checkout: rule 3 uses a pattern; search: ...". */
function leftOutOf({ leftOut }: FlagdDefinitions): { leftOut?: string } {
  if (leftOut.size === 0) return {};
  const sentences: string[] = [];
  let length = 0;
  for (const [key, { why }] of leftOut) {
    const sentence = `${key}: ${why}`;
    length += sentence.length;
    if (length > LONGEST_LIST) break;
    sentences.push(sentence);
  }
  const more = leftOut.size - sentences.length;
  return { leftOut: [...sentences, ...(more > 0 ? [`and ${more} more`] : [])].join("; ") };
}
