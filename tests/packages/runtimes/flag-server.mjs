import http from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "./listen.mjs";

const IDENTITY = { project_id: "p", environment: "production", epoch: "e" };
const RULESETS = "/api/v1/flags/rulesets/production";
const HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, if-none-match, last-event-id",
};

/** The flag at a revision: on for everybody from the second one on. @param {number} revision */
const flagsAt = (revision) => [
  { id: "f", key: "lamp", default_value: { value: revision > 1 ? "on" : "off" }, enabled: true, status: "active" },
];
/** @param {number} revision */
const stateAt = (revision) => ({ ...IDENTITY, revision, version: `e.${revision}.t` });

/**
 * What a client of rulesets needs of Guidon, as its API description has it: a ruleset, a stream that tells of the one
 * change that `POST /change` makes, and reports of evaluations. The real server is what `npm test` has.
 */
export async function startFlagServer() {
  let revision = 1;
  let reported = 0;
  /** @type {Set<http.ServerResponse>} */
  const streams = new Set();

  /** @type {Record<string, (request: http.IncomingMessage, response: http.ServerResponse) => unknown>} */
  const routes = {
    [RULESETS]: (_, response) =>
      response.end(
        JSON.stringify({ data: { ...stateAt(revision), flags: flagsAt(revision), rules: [], segments: [] } }),
      ),
    [`${RULESETS}/stream`]: (_, response) => {
      response.setHeader("content-type", "text/event-stream");
      response.write(":\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
    },
    "/api/v1/flags/evaluations": async (request, response) => {
      const { evaluations } = JSON.parse(await text(request));
      for (const { count } of evaluations) reported += count;
      response.end('{"data": {}}');
    },
    "/change": (_, response) => {
      const from = revision;
      revision += 1;
      const change = { ...IDENTITY, from, to: revision, version: stateAt(revision).version };
      const data = JSON.stringify({ ...change, upsert: { flags: flagsAt(revision) } });
      for (const stream of streams) stream.write(`event: patch\nid: ${change.version}\ndata: ${data}\n\n`);
      response.end();
    },
  };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://flags");
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const route = request.method === "OPTIONS" ? undefined : routes[pathname];
    if (route === undefined) response.writeHead(request.method === "OPTIONS" ? 204 : 404).end();
    else route(request, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    /** What is left when a client has been closed. */
    left: () => ({ streams: streams.size, reported }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
