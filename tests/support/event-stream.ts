import http from "node:http";
import { onTestFinished } from "vitest";

/** A client of server-sent events, as a test reads them. */
export interface Listening {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** The body of an answer that is no stream. */
  text: () => Promise<string>;
  /** The next revision; undefined when the stream has ended. */
  next: () => Promise<number | undefined>;
  close: () => void;
}

/** Opens a stream on a connection of its own. Closed when the test ends. */
export function listenTo(url: string, headers: Record<string, string>): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false, headers }, (response) => {
      response.setEncoding("utf8");
      const events = revisionsOf(response);
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

async function* revisionsOf(body: AsyncIterable<string>): AsyncGenerator<number, void> {
  let text = "";
  for await (const chunk of body) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const revision = /^data: \{"revision":(\d+)\}$/m.exec(event)?.[1];
      if (revision !== undefined) yield Number(revision);
    }
  }
}
