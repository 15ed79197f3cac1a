import type { EventStream } from "../exchange";
import { processState } from "../process-state";
import type { Version } from "../store/versions";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";
import { streamHub } from "./streams/process-hub";
import type { StreamOwner } from "./streams/stream-client";
import type { TopicState } from "./streams/topic";

type Stream = (live: LiveRuleset, owner: StreamOwner, position?: string) => EventStream;

/**
 * Streams that tell of a project's versions, each kind in its own words, when this instance already answers by them.
 * One topic for each project: its revision is that of all its environments.
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
      // Its clients come anew, and so have it followed again.
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
