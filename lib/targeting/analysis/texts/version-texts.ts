const MOST_BUILDS = 5_000;

/**
 * Versions at and around those that conditions name, in ever more spellings. A build takes no part in comparisons, and
 * a version with a build is no number and no date.
 * @param build what the text must contain and end with, written as a build
 */
export function* versionTexts(named: readonly string[], build: string): Generator<string> {
  const around = [...new Set(named.flatMap(versionsAround))];
  const built = (text: string, end: string | number) => `${text.split("+")[0] ?? text}${build || "+"}${end}`;
  if (build !== "") for (const text of around) yield built(text, "");
  yield* around;
  // Also with `build`: what it ends with may be forbidden at the end.
  for (let number = 1; number <= MOST_BUILDS; number += 1) for (const text of around) yield built(text, number);
}

function versionsAround(text: string): string[] {
  const [release = ""] = text.split("+");
  const [core = "", ...lead] = release.replace(/^v/, "").split("-");
  const [major = 0, minor = 0, patch = 0, fourth = 0] = core.split(".").map(Number);
  return [
    ...[text, `${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}.0`, `${major + 1}.0.0`],
    ...[`${major}.${minor}.${patch}.${fourth + 1}`, `${major}.${minor}.${patch}.${fourth}-0`, core],
    ...(lead.length > 0 ? [`${release}.0`] : []),
    ...(patch > 0 ? [`${major}.${minor}.${patch - 1}`] : []),
    ...(minor > 0 ? [`${major}.${minor - 1}.0`] : []),
    ...(major > 0 ? [`${major - 1}.0.0`] : []),
    "0.0.0-0",
  ];
}
