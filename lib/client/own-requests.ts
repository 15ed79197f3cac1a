/** Identifies this page in the ids of its requests, in logs and in announced changes. */
const PAGE = `page-${randomText()}`;

let requests = 0;

function randomText(): string {
  // `randomUUID` exists only on pages over HTTPS or from this machine.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A request id that no other request has. */
export const ownRequestId = (): string => `${PAGE}-${++requests}`;

/** Whether this page made the request. */
export const isOwnRequest = (requestId: string): boolean => requestId.startsWith(`${PAGE}-`);

/** Identifies this page in announcements of what a member looks at. */
export const pageId = PAGE;
