import type { EventStream } from "../../exchange";
import { processState } from "../../process-state";
import { changeFeed, type ViewerNotice, type WrittenChange } from "../change-feed";
import { streamHub } from "../streams/process-hub";
import type { StreamOwner } from "../streams/stream-term";
import type { TopicState } from "../streams/topic";
import { ChangeHistory, isOfInstallation } from "./change-history";
import { Viewers } from "./viewers";

const KIND = "changes ";
/** The topic of a project, or of the installation (null). */
const topicOf = (projectId: string | null): string => KIND + (projectId ?? "");

/** The position of a stream that has none yet: an instant in milliseconds since 1970. */
const SINCE = /^since (\d+)$/;
/** What a client was last sent: a history's id, a write's number, and the version of the viewers. */
const POSITION = /^([\w-]{36})\.(\d+)\.(\d+)$/;

/** A position of a client. */
interface Reached {
  last: number;
  position: string;
  viewers: ReturnType<Viewers["of"]>;
}

/** The process's streams that tell who changed what, and who looks at what. */
class ChangeStreams {
  readonly #history = new ChangeHistory();
  readonly #hub = streamHub();
  readonly #viewers = new Viewers((projectId) => this.#publish(projectId));

  constructor() {
    changeFeed().subscribe((change) => {
      if (change.type === "change") this.#tell(change);
      if (change.type === "viewer") this.#viewers.set(change);
      if (change.type === "resync") {
        this.#history.forget();
        this.#publishAll();
      }
    });
  }

  open(projectId: string | null, owner: StreamOwner, position: string | undefined): EventStream {
    return this.#hub.subscribe({
      topic: topicOf(projectId),
      state: () => this.#stateOf(projectId),
      owner,
      position,
    });
  }

  setViewer(viewer: Omit<ViewerNotice, "type">): void {
    this.#viewers.set(viewer);
  }

  #tell(change: WrittenChange): void {
    this.#history.add(change);
    const { project, changes } = change;
    if (project === null) {
      this.#publishAll();
      return;
    }
    if (changes === null || changes.some(isOfInstallation)) this.#publish(null);
    if (changes?.some(({ action }) => action === "project.deleted")) this.#hub.endTopic(topicOf(project));
    else this.#publish(project);
  }

  #publish(projectId: string | null): void {
    this.#hub.publish(topicOf(projectId), this.#stateOf(projectId));
  }

  #publishAll(): void {
    for (const topic of this.#hub.topics(KIND)) this.#publish(topic.slice(KIND.length) || null);
  }

  #stateOf(projectId: string | null): TopicState {
    const { id, last } = this.#history;
    const viewers = projectId === null ? { viewers: [], version: 0 } : this.#viewers.of(projectId);
    const position = `${id}.${last}.${viewers.version}`;
    let latest: { from: string | undefined; events: Uint8Array } | undefined;
    const eventsSince = (from: string | undefined): Uint8Array => {
      // Most clients are at the state before, and share one buffer.
      if (latest?.from !== from || latest === undefined) {
        latest = { from, events: this.#eventsBetween(projectId, from, { last, position, viewers }) };
      }
      return latest.events;
    };
    return { position, eventsSince };
  }

  #eventsBetween(projectId: string | null, from: string | undefined, { last, position, viewers }: Reached): Uint8Array {
    const [, instant] = SINCE.exec(from ?? "") ?? [];
    const [, id = "", number, version] = POSITION.exec(from ?? "") ?? [];
    const change =
      instant === undefined
        ? from && this.#history.between(projectId, { id, number: Number(number) }, last)
        : this.#history.since(projectId, Number(instant), last);
    const isNews = typeof change === "object" && (!change.is_complete || change.changes.length > 0);
    const hasOtherViewers = id !== this.#history.id || Number(version) !== viewers.version;
    const event = (name: string, data: object) => `event: ${name}\nid: ${position}\ndata: ${JSON.stringify(data)}\n\n`;
    return Buffer.from(
      (isNews ? event("change", change) : "") +
        // Without an event, the client would have no position to come back with.
        (hasOtherViewers || !isNews ? event("viewers", { viewers: viewers.viewers }) : ""),
    );
  }
}

export const changeStreams = (): ChangeStreams => processState("change-streams", () => new ChangeStreams());

/** The position of a stream that begins this many seconds ago. */
export const secondsAgo = (seconds: number): string => `since ${Date.now() - seconds * 1_000}`;
