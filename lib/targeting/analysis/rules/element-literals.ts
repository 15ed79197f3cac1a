import { inDependencyOrder } from "../../dependency-order";
import { type ElementInput, type GroupKind, mapConditions, readElement, segmentsIn } from "../../element";
import { MAX_SEGMENT_CHAIN } from "../../segment-references";
import type { SegmentInput } from "../../types";
import type { AnyCondition } from "../facts/facts";
import type { Literal, Vocabulary } from "../search/vocabulary";
import type { Flaw } from "./rule-form";

/** The segments of a list by id. Null: a segment without members, because its references form a circle. */
export type KnownSegments = ReadonlyMap<string, SegmentInput | null>;

export function knownSegments(segments: readonly SegmentInput[]): KnownSegments {
  const sources = segments.map((segment) => ({ id: segment.id, references: segmentsIn(segment.rules), segment }));
  const { ordered, rest } = inDependencyOrder(sources, MAX_SEGMENT_CHAIN);
  return new Map<string, SegmentInput | null>([
    ...ordered.map(({ id, segment }) => [id, segment] as const),
    ...rest.map(({ id }) => [id, null] as const),
  ]);
}

type Element = ElementInput<AnyCondition>;

/** Translates elements of conditions into literals, or says why nobody can satisfy one. */
export class ElementLiterals {
  private readonly known = new Map<SegmentInput, readonly Literal[] | Flaw>();

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly segments: KnownSegments,
  ) {}

  /** One literal for each element of a rule, in their order. */
  inline(
    elements: readonly ElementInput<Omit<AnyCondition, "name"> & { attribute: string }>[],
  ): readonly Literal[] | Flaw {
    return this.each(mapConditions(elements, ({ attribute: name, ...asked }) => ({ name, ...asked })));
  }

  /** The literals that members of a segment satisfy. */
  segment(id: string): readonly Literal[] | Flaw {
    const segment = this.segments.get(id);
    if (segment === undefined) return "segment_gone";
    if (segment === null) return "damaged";
    const known = this.known.get(segment) ?? this.membersOf(segment);
    this.known.set(segment, known);
    return known;
  }

  private membersOf({ match_type: kind, rules }: SegmentInput): readonly Literal[] | Flaw {
    if (rules.length === 0) return "segment_empty";
    const elements = mapConditions(rules, ({ key: name, ...asked }) => ({ name, ...asked }));
    const found = kind === "all" ? this.each(elements) : kind === "any" ? this.group(kind, elements) : "damaged";
    if (typeof found === "string") return "damaged";
    return typeof found === "number" ? [found] : [...new Set(found)];
  }

  private each(elements: readonly Element[]): readonly Literal[] | Flaw {
    const found = elements.map((element) => this.of(element));
    return found.find((each) => typeof each === "string") ?? found.filter((each) => typeof each === "number");
  }

  private of(element: Element): Literal | Flaw {
    const read = readElement(element);
    switch (read.type) {
      case "condition":
        return this.vocabulary.conditionLiteral(read.condition) ?? "damaged";
      case "group":
        return this.group(read.kind, read.elements);
      case "segment":
        return this.reference(read.segmentId);
    }
  }

  private group(kind: GroupKind, elements: readonly Element[]): Literal | Flaw {
    const found = elements.map((element) => this.of(element));
    const literals = found.filter((each) => typeof each === "number");
    const flaw = found.find((each) => typeof each === "string") ?? (found.length === 0 ? "group_empty" : null);
    switch (kind) {
      case "all":
        return flaw ?? this.vocabulary.allOf(literals);
      case "any":
        return literals.length === 0 ? (flaw ?? "group_empty") : this.vocabulary.anyOf(literals);
      case "none":
        return found.length === 0 ? "group_empty" : this.vocabulary.noneOf(literals);
    }
  }

  private reference(id: string): Literal | Flaw {
    const members = this.segment(id);
    if (typeof members === "string") return members;
    return this.vocabulary.memberOf(this.vocabulary.allOf(members), id, nameOf(this.segments.get(id)));
  }
}

/** The segment's name; null when it has none. */
export function nameOf(segment: SegmentInput | null | undefined): string | null {
  const name: unknown = Reflect.get(Object(segment), "name");
  return typeof name === "string" && name !== "" ? name : null;
}
