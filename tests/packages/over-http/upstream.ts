import http from "node:http";
import type { RulesetInput } from "@/lib/targeting";
import { listeningPort } from "../../support/listening-port";

/** Whose ruleset it is. Relays answer those who name the project. */
export const PROJECT = "3d2f5a0e-6f0b-4b43-9a55-2f3f3d9c0a11";
export const ENVIRONMENT = "production";

const RULESETS = `/api/v1/flags/rulesets/${ENVIRONMENT}`;

/** A Guidon whose ruleset a search puts in place: the relay under test follows it, and is what clients ask. */
export async function startUpstream() {
  let current = "";
  const streams = new Set<http.ServerResponse>();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://upstream");
    request.resume();
    if (pathname === RULESETS) return void response.end(`{"data":${current}}`);
    if (pathname !== `${RULESETS}/stream`) return void response.writeHead(202).end('{"data":{}}');
    response.setHeader("content-type", "text/event-stream");
    response.write(`event: put\ndata: ${current}\n\n`);
    streams.add(response);
    response.on("close", () => streams.delete(response));
  });
  const port = await listeningPort(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    /** Puts a ruleset in the place of the one before. */
    put(ruleset: RulesetInput, revision: number): void {
      const identity = { project_id: PROJECT, environment: ENVIRONMENT, epoch: "e", revision };
      current = JSON.stringify({ ...ruleset, ...identity, version: `e.${revision}.t${revision}` });
      for (const stream of streams) stream.write(`event: put\ndata: ${current}\n\n`);
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
