import type { EventStream } from "../exchange";
import { processState } from "../process-state";
import type { Version } from "../store/versions";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";
import { streamHub } from "./streams/process-hub";
import type { StreamOwner } from "./streams/stream-term";
import type { TopicState } from "./streams/topic";

type Stream = (live: LiveRuleset, owner: StreamOwner, position?: string) => EventStream;

/**
 * Streams that announce a project's versions, each kind in its own format, once this instance answers by them. There is
 * one topic for each project, because all its environments share a revision.
 */
export function projectStreams(kind: string, stateAt: (version: Version) => TopicState): Stream {
  const topicOf = (projectId: string): string => `${kind} ${projectId}`;
  const hub = () =>
    processState(`${kind}-streams`, () => {
      const streams = streamHub();
      rulesetStore().onSwap((projectId, version) => {
        if (version === undefined) streams.endTopic(topicOf(projectId));
        else streams.publish(topicOf(projectId), stateAt(version));
      });
      // Its clients connect again, so that the project is followed again.
      rulesetStore().onLetGo((projectId) => streams.endTopic(topicOf(projectId)));
      return streams;
    });
  return ({ projectId, environment, version }, owner, position) =>
    hub().subscribe({
      topic: topicOf(projectId),
      state: () => stateAt(rulesetStore().held(projectId, environment)?.version ?? version),
      owner,
      position,
    });
}
