import { projectStreams } from "./project-streams";

/**
 * OFREP's event stream: tells a client to evaluate again after each change, and at once unless the client names the
 * current version as the last one that it heard of. A version's number alone does not identify it, because a restored
 * database counts the same numbers again.
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
