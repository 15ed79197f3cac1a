import type { Fact } from "./facts";

/** A comparison with a version: `key` orders as versions do. */
export interface VersionShape {
  readonly type: "above" | "below";
  readonly domain: "version";
  readonly key: string;
  readonly text: string;
}

export const versionShapeOf = ({ shape }: Fact): VersionShape | null =>
  "domain" in shape && shape.domain === "version" ? shape : null;

/** Whether no version passes the required comparisons and fails the forbidden ones. */
export function isEmptyRange(required: readonly Fact[], forbidden: readonly Fact[]): boolean {
  const [wanted, unwanted] = [required, forbidden].map((facts) => facts.flatMap((fact) => versionShapeOf(fact) ?? []));
  const lows = [
    ...(wanted ?? []).flatMap(({ type, key }) => (type === "above" ? [{ key, isOpen: true }] : [])),
    ...(unwanted ?? []).flatMap(({ type, key }) => (type === "below" ? [{ key, isOpen: false }] : [])),
  ];
  const highs = [
    ...(wanted ?? []).flatMap(({ type, key }) => (type === "below" ? [{ key, isOpen: true }] : [])),
    ...(unwanted ?? []).flatMap(({ type, key }) => (type === "above" ? [{ key, isOpen: false }] : [])),
  ];
  return lows.some((low) =>
    highs.some((high) => low.key > high.key || (low.key === high.key && (low.isOpen || high.isOpen))),
  );
}

/** Versions at and around those that are compared with, in ever more spellings: a build is not compared. */
export function* versionTexts(facts: readonly Fact[]): Generator<string> {
  const around = [...new Set(facts.flatMap((fact) => versionShapeOf(fact)?.text ?? []).flatMap(versionsAround))];
  yield* around;
  for (let build = 1; build <= MOST_BUILDS; build += 1) for (const text of around) yield `${text}+${build}`;
}

const MOST_BUILDS = 5_000;

function versionsAround(text: string): string[] {
  const core = text.replace(/^v/, "").split(/[-+]/)[0] ?? "";
  const parts = core.split(".").map(Number);
  const [major = 0, minor = 0, patch = 0, fourth = 0] = parts;
  return [
    ...[text, `${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}.0`, `${major + 1}.0.0`],
    ...[`${major}.${minor}.${patch}.${fourth + 1}`, `${major}.${minor}.${patch}.${fourth}-0`, core],
    ...(patch > 0 ? [`${major}.${minor}.${patch - 1}`] : []),
    ...(minor > 0 ? [`${major}.${minor - 1}.0`] : []),
    ...(major > 0 ? [`${major - 1}.0.0`] : []),
    "0.0.0-0",
  ];
}
