import http from "node:http";
import { onTestFinished } from "vitest";

/** One server-sent event, by its fields. */
type ServerSentEvent = Record<string, string>;

export interface OpenedStream {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** The body of an answer that is no stream. */
  text: () => Promise<string>;
  /** The next event that has data; undefined when the stream has ended. */
  next: () => Promise<ServerSentEvent | undefined>;
  close: () => void;
}

/** Opens an event stream on a connection of its own. Closed when the test ends. */
export function openStream(url: string, headers: Record<string, string> = {}): Promise<OpenedStream> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false, headers }, (response) => {
      response.setEncoding("utf8");
      const events = eventsOf(response);
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: async () => (await response.toArray()).join(""),
        next: async () => (await events.next()).value ?? undefined,
        close: () => response.destroy(),
      });
    });
    request.on("error", reject);
    onTestFinished(() => void request.destroy());
  });
}

async function* eventsOf(body: AsyncIterable<string>): AsyncGenerator<ServerSentEvent, void> {
  let text = "";
  for await (const chunk of body) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
      const fields = Object.fromEntries(lines.map(([, name = "", value = ""]) => [name, value]));
      if (fields.data !== undefined) yield fields;
    }
  }
}
