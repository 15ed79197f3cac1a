import type { EventStream } from "../exchange";
import { processState } from "../process-state";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";
import { streamHub } from "./streams/process-hub";
import type { StreamOwner } from "./streams/stream-client";
import type { TopicState } from "./streams/topic";
import type { Version } from "./version";

/** One for each project: its revision is that of all its environments. */
const topicOf = (projectId: string): string => `revision ${projectId}`;

/** Each revision is told in the same words to everybody, wherever they were. */
function stateAt({ epoch, revision, token }: Version): TopicState {
  const event = Buffer.from(`event: revision\nid: ${revision}\ndata: {"revision":${revision}}\n\n`);
  return { position: `${epoch} ${revision} ${token}`, eventsSince: () => event };
}

/** Has the streams hear of changes, when this instance already answers by them. */
const hub = () =>
  processState("revision-streams", () => {
    const streams = streamHub();
    rulesetStore().onSwap((projectId, version) => {
      if (version === undefined) streams.endTopic(topicOf(projectId));
      else streams.publish(topicOf(projectId), stateAt(version));
    });
    return streams;
  });

/**
 * Server-sent events that tell a client when to ask again: a `revision` event at once, and one after each change.
 * @throws ServiceError 429, 503 when too many are open.
 */
export const revisionStream = ({ projectId, environment, version }: LiveRuleset, owner: StreamOwner): EventStream =>
  hub().subscribe({
    topic: topicOf(projectId),
    state: () => stateAt(rulesetStore().held(projectId, environment)?.version ?? version),
    owner,
  });
