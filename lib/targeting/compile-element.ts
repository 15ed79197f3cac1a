import { Condition, type ConditionCompiler, type StoredCondition, type Test } from "./condition";
import type { Properties } from "./context";
import { type GroupKind, MAX_GROUP_DEPTH, readElement } from "./element";
import type { Segment } from "./segment";
import { isRecord, listOf } from "./values";

/** A link to a segment; `segment` is null when the segment was deleted. */
export interface SegmentLink {
  readonly id: string;
  readonly segment: Segment | null;
}

/** A group as stored, its elements compiled. */
export interface StoredGroup {
  readonly kind: GroupKind;
  readonly elements: readonly StoredElement[];
}

/** An element of a list of conditions, as stored and compiled. */
export type StoredElement = StoredCondition | StoredGroup | SegmentLink;

interface Known {
  readonly compiler: ConditionCompiler;
  readonly segments: ReadonlyMap<string, Segment>;
}

/**
 * Compiles a stored list of conditions, whose attributes stand under `nameField`. It stops after each condition with
 * patterns: twenty of the heaviest take some 30 ms.
 */
export function* compileElements(
  stored: unknown,
  nameField: "attribute" | "key",
  known: Known,
  depth = 0,
): Generator<undefined, StoredElement[]> {
  const elements: StoredElement[] = [];
  // A group that is nested too deeply gets no elements, so nobody matches it.
  for (const each of depth > MAX_GROUP_DEPTH ? [] : listOf(stored)) {
    const element = readElement<Readonly<Record<string, unknown>>>(isRecord(each) ? each : {});
    if (element.type === "group") {
      const inside = yield* compileElements(element.elements, nameField, known, depth + 1);
      elements.push({ kind: element.kind, elements: inside });
    } else if (element.type === "segment") {
      elements.push({ id: element.segmentId, segment: known.segments.get(element.segmentId) ?? null });
    } else {
      const { condition } = element;
      elements.push(known.compiler.compile(condition[nameField], condition));
      if (condition.operator === "regex") yield;
    }
  }
  return elements;
}

/** What must all hold for an element to hold; null when nobody can fulfil it. */
function testsOf(element: StoredElement): readonly Test[] | null {
  if ("compiled" in element) return "fault" in element.compiled ? null : [element.compiled];
  if ("elements" in element) return testsOfGroup(element);
  return element.segment === null || element.segment.fault !== null ? null : [element.segment];
}

/** The same of a group. Without elements nobody fulfils it, whatever its kind. */
export function testsOfGroup({ kind, elements }: StoredGroup): readonly Test[] | null {
  if (elements.length === 0) return null;
  if (kind === "all") return testsOfAll(elements);
  const possible = elements.map(testsOf).filter((tests) => tests !== null);
  if (kind === "none") return [new Group("none", possible.map(asOne))];
  const [only, ...others] = possible;
  if (only === undefined) return null;
  return others.length === 0 ? only : [new Group("any", possible.map(asOne))];
}

/** The tests of elements that must all hold. Without elements there are no tests, so everyone passes. */
export function testsOfAll(elements: readonly StoredElement[]): readonly Test[] | null {
  const all: Test[] = [];
  for (const element of elements) {
    const tests = testsOf(element);
    if (tests === null) return null;
    all.push(...tests);
  }
  return all;
}

/** Tests that must all hold, as one. */
export const asOne = (tests: readonly Test[]): Test => {
  const [only, ...others] = tests;
  return only !== undefined && others.length === 0 ? only : new Group("all", tests);
};

/** The links to segments among some elements, also those in groups. */
export const linksIn = (elements: readonly StoredElement[]): readonly SegmentLink[] =>
  elements.flatMap((element) =>
    "elements" in element ? linksIn(element.elements) : "segment" in element ? [element] : [],
  );

/** Whether the links lead to these very segments, and not to earlier ones with the same ids. */
export const areCurrent = (links: readonly SegmentLink[], segments: ReadonlyMap<string, Segment>): boolean =>
  links.every(({ id, segment }) => segment === (segments.get(id) ?? null));

/** Tests of which all, any or none must hold. Without tests, `none` holds for everyone and `any` for nobody. */
class Group implements Test {
  /** The outcome of one test that decides the group: false for `all`, true for `any` and `none`. */
  private readonly stopsAt: boolean;
  private readonly ifStopped: boolean;
  /** Conditions are kept apart from other tests, because calls that always go to one class are faster. */
  private readonly conditions: readonly Condition[];
  private readonly others: readonly Test[];

  constructor(kind: GroupKind, tests: readonly Test[]) {
    this.stopsAt = kind !== "all";
    this.ifStopped = kind === "any";
    this.conditions = tests.filter((test) => test instanceof Condition);
    this.others = tests.filter((test) => !(test instanceof Condition));
  }

  matches(context: Properties, epoch: number): boolean {
    const { stopsAt } = this;
    for (const condition of this.conditions) if (condition.matches(context, epoch) === stopsAt) return this.ifStopped;
    for (const test of this.others) if (test.matches(context, epoch) === stopsAt) return this.ifStopped;
    return !this.ifStopped;
  }
}
