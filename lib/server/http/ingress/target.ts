/** The target of a request, in the form that everything behind the ingress reads. */
interface Target {
  /** Path and query, without dot segments, empty segments and unnecessary escapes. */
  url: string;
  /** The host, where the target is a whole address; it takes precedence over the Host header. */
  authority?: string;
}

/** Whether a path could be written in another way. Hardly any path can. */
const NEEDS_WORK = /[%\\]|\/[./]/;
const WHOLE_ADDRESS = /^https?:\/\/([^/?#]*)(.*)$/is;
const UNRESERVED = /%(2[DE]|3\d|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])/gi;

/**
 * Normalises a request target (RFC 9112, 3.2) before it is decided who serves it, so that equal addresses are served
 * alike.
 * @returns undefined when it is no path and no address
 */
export function resolveTarget(target: string): Target | undefined {
  if (target.charCodeAt(0) === SLASH) return inOriginForm(target);
  const [, authority, rest] = WHOLE_ADDRESS.exec(target) ?? [];
  if (authority === undefined || rest === undefined || authority === "" || authority.includes("@")) return undefined;
  const resolved = inOriginForm(rest.startsWith("/") ? rest : `/${rest}`);
  return resolved && { ...resolved, authority };
}

const SLASH = "/".charCodeAt(0);

function inOriginForm(target: string): Target | undefined {
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  if (!NEEDS_WORK.test(path)) return { url: target };
  // No address contains a backslash, and some servers read it as a slash.
  if (path.includes("\\")) return undefined;
  return { url: resolvePath(path) + (end === -1 ? "" : target.slice(end)) };
}

function resolvePath(path: string): string {
  const plain = path.replace(UNRESERVED, (sent) => String.fromCharCode(Number.parseInt(sent.slice(1), 16)));
  const segments = plain.split("/").slice(1);
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else if (segment !== "." && segment !== "") kept.push(segment);
  }
  // A path that ends in a directory still ends in one.
  const isDirectory = ["", ".", ".."].includes(segments.at(-1) ?? "");
  return `/${kept.join("/")}${isDirectory && kept.length > 0 ? "/" : ""}`;
}
