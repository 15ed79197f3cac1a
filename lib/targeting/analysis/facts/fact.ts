import type { Ranges } from "./ranges";

/** A text that is searched for in another one, or is the whole of it. */
export interface TextShape {
  readonly type: "prefix" | "suffix" | "part";
  readonly text: string;
  readonly ignoresCase: boolean;
}

/** Texts of which a value is one. */
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
      /** Versions at the ranges' ends, as they are written in the condition. */
      readonly texts: readonly string[];
    };

/** What a test says of a value, in a form that values can be built from. */
export type Shape =
  | ListShape
  | TextShape
  | OrderedShape
  /** Holds when any of them does. */
  | { readonly type: "either"; readonly of: readonly Fact[] }
  /** Nothing is known of it but how to ask; `samples` are texts that may pass. */
  | { readonly type: "opaque"; readonly samples: readonly string[] };

/** A test on one value, with what is known of the values that pass it. */
export interface Fact {
  readonly shape: Shape;
  /** Numbers are asked about as such, too: only as numbers are they the milliseconds of a date. */
  readonly holds: (value: string | number) => boolean;
  /** What asking costs for each character of the text, in steps. */
  readonly effort: number;
}

/** A fact of which is known whether it must hold. */
export interface Requirement {
  readonly fact: Fact;
  readonly isWanted: boolean;
}

export const isTextShape = (shape: Shape): shape is TextShape =>
  shape.type === "prefix" || shape.type === "suffix" || shape.type === "part";

export const orderedShapeOf = ({ shape }: Fact): OrderedShape | null => (shape.type === "ordered" ? shape : null);
