import { LRUCache } from "lru-cache";
import { EncodedJson } from "../../encoded-json";
import { processState } from "../../process-state";
import { inTurns } from "../in-turns";
import type { LiveRuleset } from "../live-project";
import type { ProjectSource } from "../project-source";
import { longLists } from "./long-lists";

/** All lists that are kept, with their compressed forms: every client that starts asks for the same lists. */
const KEPT = { maxSize: 64 * 1024 * 1024, withEncoded: 1.5 };

const documents = () =>
  processState("ruleset-lists", () => new LRUCache<string, EncodedJson>({ maxSize: KEPT.maxSize }));

type Lists = Awaited<ReturnType<typeof findLists>>;
const findLists = (source: ProjectSource, environment: string) => inTurns(longLists(source, environment));

const found = new WeakMap<ProjectSource, Map<string, Promise<Lists>>>();

/** Found once for each state, however many ask. */
function listsOf({ source, environment }: LiveRuleset): Promise<Lists> {
  const byEnvironment = found.get(source) ?? new Map<string, Promise<Lists>>();
  found.set(source, byEnvironment);
  const lists = byEnvironment.get(environment) ?? findLists(source, environment);
  byEnvironment.set(environment, lists);
  return lists;
}

/** The list of this content, when a rule of the environment uses it: the same bytes to everybody. */
export async function listDocument(live: LiveRuleset, digest: string): Promise<EncodedJson | undefined> {
  const list = (await listsOf(live)).get(digest);
  if (list === undefined) return undefined;
  const kept = documents().get(digest);
  if (kept !== undefined) return kept;
  const bytes = Buffer.from(JSON.stringify(list));
  const document = new EncodedJson(() => bytes, { "cache-control": "private, max-age=31536000, immutable" });
  documents().set(digest, document, { size: Math.ceil(bytes.length * KEPT.withEncoded) });
  return document;
}
