import type { Probe } from "./probe";

/** A percentage of those whom the attribute's value and the salt draw. */
export interface Share {
  readonly bucketBy: string;
  readonly percentage: number;
  readonly salt: string;
  readonly probe: Probe;
}

/** Whether a share that lets in lies wholly inside one, of the same draw, that must not. */
export function areDisjoint(inside: readonly Share[], outside: readonly Share[]): boolean {
  return inside.some(({ salt, percentage }) =>
    outside.some((other) => other.salt === salt && other.percentage >= percentage),
  );
}

/** Whether a text is inside and outside the shares as wanted; those that the fewest pass are asked first. */
export function draw(inside: readonly Share[], outside: readonly Share[]): ((text: string) => boolean) | undefined {
  if (inside.length + outside.length === 0) return undefined;
  const wanted = [
    ...inside.map(({ probe, percentage }) => ({ probe, isIn: true, chance: percentage })),
    ...outside.map(({ probe, percentage }) => ({ probe, isIn: false, chance: 100 - percentage })),
  ].sort((a, b) => a.chance - b.chance);
  return (text) => wanted.every(({ probe, isIn }) => probe.holds(text) === isIn);
}
