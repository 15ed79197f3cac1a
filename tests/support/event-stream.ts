import { type OpenedStream, openStream } from "./sse";

/** A client of the stream of revisions, as a test reads it. */
export interface Listening extends Omit<OpenedStream, "next"> {
  /** The next revision; undefined when the stream has ended. */
  next: () => Promise<number | undefined>;
}

/** Opens a stream on a connection of its own. Closed when the test ends. */
export async function listenTo(url: string, headers: Record<string, string>): Promise<Listening> {
  const stream = await openStream(url, headers);
  return {
    ...stream,
    next: async () => {
      const event = await stream.next();
      return event === undefined ? undefined : JSON.parse(event.data ?? "").revision;
    },
  };
}
