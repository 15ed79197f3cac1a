import { RE2JS, RE2JSException } from "re2js";
import { patternAlternatives } from "../analysis/facts/pattern-alternatives";
import { patternSamples } from "../analysis/facts/pattern-samples";
import { makeAutomaton } from "./make-automaton";

/** RE2, and the code that is needed only with it. */
export interface Re2 {
  readonly RE2JS: typeof RE2JS;
  readonly RE2JSException: typeof RE2JSException;
  readonly makeAutomaton: typeof makeAutomaton;
  readonly patternAlternatives: typeof patternAlternatives;
  readonly patternSamples: typeof patternSamples;
}

/** What is loaded when the first pattern needs it. */
export const re2Library: Re2 = {
  RE2JS,
  RE2JSException,
  makeAutomaton,
  patternAlternatives,
  patternSamples,
};
