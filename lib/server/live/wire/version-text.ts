import type { Version } from "../../store/versions";

/**
 * Identifies one state of a ruleset, on every instance. The revision alone does not: a database that was restored
 * counts the same numbers again.
 */
export const versionText = ({ epoch, revision, token }: Version): string => `${epoch}.${revision}.${token}`;

/** The state that a text of `versionText` identifies; undefined for any other text. */
export function readVersionText(text: string): Version | undefined {
  const [, epoch, revision, token] = /^([\w-]{1,64})\.(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  if (epoch === undefined || token === undefined) return undefined;
  return { epoch, revision: Number(revision), token };
}
