import { badRequest } from "../service-error";

/** What a flagd client requests. Undefined fields are determined by its key. */
interface FlagdSelector {
  /** A project's slug or id. */
  readonly project: string | undefined;
  readonly environment: string | undefined;
  /** For clients that can send the key nowhere else, such as flagd's provider for Node. */
  readonly key: string | undefined;
}

/**
 * Reads flagd's selector: `production`, `web-shop/production`, either also as `flagSetId=web-shop/production`, and
 * after a comma `key=kr_live_…`.
 * @throws ServiceError 400 for any other
 */
export function readSelector(text: string): FlagdSelector {
  const fields = new Map<string, string>();
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = at < 0 ? "flagSetId" : part.slice(0, at).trim();
    // The error does not repeat what was sent, which may be a key.
    if ((name !== "flagSetId" && name !== "key") || fields.has(name)) throw badRequest(PROBLEM);
    fields.set(name, part.slice(at + 1).trim());
  }
  const named = fields.get("flagSetId") ?? "";
  const [environment, project, ...more] = named.split("/").reverse();
  if (more.length > 0) throw badRequest(PROBLEM);
  return { project: project || undefined, environment: environment || undefined, key: fields.get("key") };
}

const PROBLEM = "The selector must be an environment, or project/environment, and may say key=... behind a comma";
