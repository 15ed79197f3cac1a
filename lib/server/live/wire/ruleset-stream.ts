import { LRUCache } from "lru-cache";
import type { EventStream } from "../../exchange";
import { log } from "../../log";
import { processState } from "../../process-state";
import { type LiveRuleset, rulesetStore } from "../ruleset-store";
import { streamHub } from "../streams/process-hub";
import type { StreamHub } from "../streams/stream-hub";
import type { StreamOwner } from "../streams/stream-term";
import type { TopicState } from "../streams/topic";
import { type RulesetDocument, rulesetDocument } from "./ruleset-documents";
import { type ListForm, patchText } from "./ruleset-text";
import { readVersionText, versionText } from "./version-text";

/**
 * Patches that are kept for other clients, by the state that they start from. A longer patch is made for each client.
 */
const PATCHES = { maxSize: 8 * 1024 * 1024, sizeCalculation: ({ length }: Buffer) => length };

const topicsOf = (projectId: string): string => `ruleset ${projectId} `;
const topicOf = ({ projectId, environment }: LiveRuleset, lists: ListForm): string =>
  `${topicsOf(projectId)}${environment} ${lists}`;

const hub = () =>
  processState("ruleset-streams", () => {
    const streams = streamHub();
    const end = (projectId: string) => {
      for (const topic of streams.topics(topicsOf(projectId))) streams.endTopic(topic);
    };
    rulesetStore().onSwap((projectId, version) => {
      if (version === undefined) return end(projectId);
      for (const topic of streams.topics(topicsOf(projectId))) {
        const [environment, lists] = topic.slice(topicsOf(projectId).length).split(" ");
        const live = rulesetStore().held(projectId, environment);
        if (live === undefined) streams.endTopic(topic);
        else publish(streams, topic, live, lists === "hash" ? "hash" : "inline");
      }
    });
    rulesetStore().onLetGo(end);
    return streams;
  });

/** Sends a state to clients, once its document is ready for those that no patch can bring there. */
function publish(streams: StreamHub, topic: string, live: LiveRuleset, lists: ListForm): void {
  const position = streams.positionOf(topic);
  if (position === undefined || isKnown(live, position)) {
    streams.publish(topic, stateOf(live, lists));
    return;
  }
  const publishing = rulesetDocument(live, lists).then((document) => {
    const now = rulesetStore().held(live.projectId, live.environment);
    // A later state is published by itself.
    if (now?.version.token === live.version.token) streams.publish(topic, stateOf(live, lists, document));
  });
  publishing.catch((error: unknown) => {
    log.error({ err: error }, "a ruleset could not be written; its streams end");
    streams.endTopic(topic);
  });
}

/**
 * One patch brings all clients that are at the same state to this one; the first client makes it. Clients that no patch
 * can bring here get the whole ruleset. Where that is not possible either, the stream ends, and the client gets the
 * whole when it connects again.
 */
function stateOf(live: LiveRuleset, lists: ListForm, whole?: RulesetDocument): TopicState {
  const position = versionText(live.version);
  const patches = new LRUCache<string, Buffer>(PATCHES);
  return {
    position,
    eventsSince: (from) => {
      const known = from === undefined ? undefined : patches.get(from);
      if (from === undefined || known !== undefined) return known;
      const version = readVersionText(from);
      const touched = version && live.changes.since(version);
      if (version === undefined || touched === undefined) return whole?.event;
      const json = patchText(live.source, touched, version.revision, { environment: live.environment, lists });
      const event = Buffer.from(`event: patch\nid: ${position}\ndata: ${json}\n\n`);
      patches.set(from, event);
      return event;
    },
  };
}

/** Whether a patch can bring a client from its position to this state. */
function isKnown({ version, changes }: LiveRuleset, position: string): boolean {
  const from = readVersionText(position);
  return position === versionText(version) || (from !== undefined && changes.since(from) !== undefined);
}

/**
 * A ruleset's stream: the whole as `put`, unless the client holds a state that a patch can start from; then a `patch`
 * for each change that it reads in time.
 * @param position the state that the client says it holds
 * @throws ServiceError 429, 503 when too many are open
 */
export async function rulesetStream(
  live: LiveRuleset,
  lists: ListForm,
  owner: StreamOwner,
  position: string | undefined,
): Promise<EventStream> {
  live.changes.follow();
  const subscription = {
    topic: topicOf(live, lists),
    state: () => stateOf(rulesetStore().held(live.projectId, live.environment) ?? live, lists),
    owner,
  };
  if (position !== undefined && isKnown(live, position)) return hub().subscribe({ ...subscription, position });
  const { version, event } = await rulesetDocument(live, lists);
  return hub().subscribe({ ...subscription, opening: { events: event, position: version } });
}
