import type { CardFinding } from "./list-findings";

/**
 * The findings that are shown while rules are being edited. They are about what is stored, so none is shown that speaks
 * of a rule whose card says something else just now. What is not touched stays the same object.
 */
export const shownFindings = (
  byRule: ReadonlyMap<string, readonly CardFinding[]>,
  edited: ReadonlySet<string>,
): ReadonlyMap<string, readonly CardFinding[]> => {
  const isShown = ({ about }: CardFinding) => !about.some((id) => edited.has(id));
  const entries = [...byRule].map(
    ([id, findings]) => [id, findings.every(isShown) ? findings : findings.filter(isShown)] as const,
  );
  return new Map(entries.filter(([, findings]) => findings.length > 0));
};
