/** Tells this page's requests from those of every other page, in logs and where changes are announced. */
const PAGE = `page-${randomText()}`;

let requests = 0;

function randomText(): string {
  // `randomUUID` is only there where the page came over HTTPS or from this machine.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A request id that no other request has. */
export const ownRequestId = (): string => `${PAGE}-${++requests}`;

/** Whether this page made the request. */
export const isOwnRequest = (requestId: string): boolean => requestId.startsWith(`${PAGE}-`);

/** Names this page where members say what they look at. */
export const pageId = PAGE;
