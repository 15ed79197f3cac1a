import type { Ranges } from "./ranges";

/** A text that must occur in another one, or be the whole of it. */
export interface TextShape {
  readonly type: "prefix" | "suffix" | "part";
  readonly text: string;
  readonly ignoresCase: boolean;
}

/** Texts of which the value must be one. */
export interface ListShape {
  readonly type: "one_of";
  readonly texts: readonly string[];
  readonly ignoresCase: boolean;
}

/** Values whose key in an ordered domain lies in these ranges. */
export type OrderedShape =
  | { readonly type: "ordered"; readonly domain: "number" | "instant"; readonly within: Ranges<number> }
  | {
      readonly type: "ordered";
      readonly domain: "version";
      readonly within: Ranges<string>;
      /** The versions at the ends of the ranges, as the condition writes them. */
      readonly texts: readonly string[];
    };

/** A test in a form from which values can be built. */
export type Shape =
  | ListShape
  | TextShape
  | OrderedShape
  /** Holds when any of these facts holds. */
  | { readonly type: "either"; readonly of: readonly Fact[] }
  /** Can be tested, but not analysed; `samples` are texts that may pass. */
  | { readonly type: "opaque"; readonly samples: readonly string[] };

/** A test of one value, with what is known about the values that pass it. */
export interface Fact {
  readonly shape: Shape;
  /** Numbers are tested as numbers, because only a number can be the milliseconds of a date. */
  readonly holds: (value: string | number) => boolean;
  /** What the test costs for each character of the text, in steps. */
  readonly effort: number;
}

/** A fact, and whether it must hold or must not. */
export interface Requirement {
  readonly fact: Fact;
  readonly isWanted: boolean;
}

export const isTextShape = (shape: Shape): shape is TextShape =>
  shape.type === "prefix" || shape.type === "suffix" || shape.type === "part";

export const orderedShapeOf = ({ shape }: Fact): OrderedShape | null => (shape.type === "ordered" ? shape : null);
