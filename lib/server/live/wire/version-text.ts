import type { Version } from "../../store/versions";

/**
 * Names one state of a ruleset and no other, on every instance. The revision alone does not: a database that came back
 * older counts the same numbers again.
 */
export const versionText = ({ epoch, revision, token }: Version): string => `${epoch}.${revision}.${token}`;

/** A state as `versionText` names it; undefined for any other text. */
export function readVersionText(text: string): Version | undefined {
  const [, epoch, revision, token] = /^([\w-]{1,64})\.(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  if (epoch === undefined || token === undefined) return undefined;
  return { epoch, revision: Number(revision), token };
}
