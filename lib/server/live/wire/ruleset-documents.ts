import { EncodedJson } from "../../encoded-json";
import { processState } from "../../process-state";
import { inTurns } from "../in-turns";
import { LatestDocuments } from "../latest-documents";
import type { LiveRuleset } from "../live-project";
import { type ListForm, type WireForm, wholeText } from "./ruleset-text";
import { versionText } from "./version-text";

/** All documents that are kept, with their compressed forms. A longer document is made for each caller. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** What the compressed forms of a document add at most: they are small. */
const WITH_ENCODED = 1.5;
/** How many characters are encoded at a time. */
const STRETCH = 256 * 1024;

/** A whole ruleset as it is sent, the same bytes for everybody. */
export interface RulesetDocument {
  /** The version of the ruleset. */
  readonly version: string;
  /** The answer to a request for it. */
  readonly answer: EncodedJson;
  /** The event that carries it. */
  readonly event: Buffer;
}

async function writeRuleset({ source }: LiveRuleset, form: WireForm): Promise<RulesetDocument> {
  const version = versionText(source.version);
  const head = `event: put\nid: ${version}\ndata: `;
  const event = await inTurns(bytesOf(head, wholeText(source, form), "\n\n"));
  const json = event.subarray(Buffer.byteLength(head), -2);
  const etag = `W/"${version}${form.lists === "hash" ? "-hash" : ""}"`;
  const answer = new EncodedJson(() => Buffer.concat([Buffer.from('{"data":'), json, Buffer.from("}")]), {
    etag,
    "cache-control": "private, no-cache",
  });
  return { version, answer, event };
}

function* bytesOf(head: string, pieces: Iterable<string>, end: string): Generator<undefined, Buffer> {
  const parts: Buffer[] = [];
  let text = head;
  for (const piece of pieces) {
    text += piece;
    if (text.length >= STRETCH) {
      parts.push(Buffer.from(text));
      text = "";
    }
    yield;
  }
  parts.push(Buffer.from(text + end));
  return Buffer.concat(parts);
}

const documents = () =>
  processState(
    "ruleset-documents",
    () => new LatestDocuments<RulesetDocument>(KEPT_BYTES, ({ event }) => Math.ceil(event.length * WITH_ENCODED)),
  );

/** A ruleset as it is sent. It is written once for each state, in turns. */
export function rulesetDocument(live: LiveRuleset, lists: ListForm): Promise<RulesetDocument> {
  const { projectId, environment, version } = live;
  const write = () => writeRuleset(live, { environment, lists });
  return documents().get(`${projectId} ${environment} ${lists}`, versionText(version), write);
}
