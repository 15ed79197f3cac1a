import type { FieldProblems } from "@/lib/contract/errors";
import type { Referring } from "@/lib/targeting/dependency-order";

/** Something that refers to others of its kind, with the name that people know it by. */
interface NamedReferring extends Referring {
  readonly name: string;
}

/** A reference, with the field where it is. */
export interface PlacedReference {
  /** As problems name the field: `conditions.1.any.0.segment`. */
  readonly path: string;
  readonly id: string;
}

/** The references that lead back to the thing itself; each problem names the circle. */
export function circleProblems(
  own: { readonly id: string; readonly name: string },
  references: readonly PlacedReference[],
  others: readonly NamedReferring[],
): FieldProblems {
  const byId = new Map(others.map((each) => [each.id, each]));
  const problems: FieldProblems = {};
  for (const { path, id } of references) {
    const way = wayTo(own.id, id, byId);
    if (way !== null) problems[path] = [`Closes a circle: ${[own.name, ...way, own.name].join(" → ")}`];
  }
  return problems;
}

/** The names on the way from one to another, without the last; null when there is no way. */
function wayTo(end: string, from: string, byId: ReadonlyMap<string, NamedReferring>): string[] | null {
  const seen = new Set<string>();
  const find = (id: string): string[] | null => {
    if (id === end) return [];
    const at = byId.get(id);
    if (at === undefined || seen.has(id)) return null;
    seen.add(id);
    for (const next of at.references) {
      const way = find(next);
      if (way !== null) return [at.name, ...way];
    }
    return null;
  };
  return find(from);
}
