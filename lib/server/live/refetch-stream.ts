import { projectStreams } from "./project-streams";

/**
 * OFREP's event stream: tells a client to evaluate again, at once unless it names the version that there is as what it
 * heard last, and after each change. The version's number alone would not do as its name: a database that came back
 * older counts the same ones again.
 * @see https://github.com/open-feature/protocol service/event-streams.yaml
 * @throws ServiceError 429, 503 when too many are open.
 */
export const refetchStream = projectStreams("refetch", ({ revision, token }) => {
  const position = `${revision}-${token}`;
  const lastModified = Math.floor(Date.now() / 1_000);
  const data = JSON.stringify({ type: "refetchEvaluation", etag: token, lastModified });
  const event = Buffer.from(`event: message\nid: ${position}\ndata: ${data}\n\n`);
  return { position, eventsSince: () => event };
});
