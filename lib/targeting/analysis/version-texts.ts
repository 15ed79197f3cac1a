const MOST_BUILDS = 5_000;

/**
 * Versions at and around those that conditions name, in ever more spellings: a build is not compared, and a version with
 * one is no number and no date.
 */
export function* versionTexts(named: readonly string[]): Generator<string> {
  const around = [...new Set(named.flatMap(versionsAround))];
  yield* around;
  for (let build = 1; build <= MOST_BUILDS; build += 1) {
    for (const text of around) yield `${text.split("+")[0] ?? text}+${build}`;
  }
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
