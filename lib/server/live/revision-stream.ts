import { projectStreams } from "./project-streams";

/**
 * Server-sent events that tell a client when to ask again: a `revision` event at once, and one after each change, the
 * same for every client, whatever it last heard.
 * @throws ServiceError 429, 503 when too many are open.
 */
export const revisionStream = projectStreams("revision", ({ epoch, revision, token }) => {
  const event = Buffer.from(`event: revision\nid: ${revision}\ndata: {"revision":${revision}}\n\n`);
  return { position: `${epoch} ${revision} ${token}`, eventsSince: () => event };
});
