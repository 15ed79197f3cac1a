import type { TextShape } from "../facts/fact";

/** How the texts of an ordered domain are written: no text of the domain has a piece that does not fit its form. */
export interface WrittenForm {
  /** Fits everything that stands somewhere in such a text. */
  readonly piece: RegExp;
  /** Fits everything with which such a text begins. */
  readonly beginning: RegExp;
}

/** Whether texts of the form may have a required prefix, suffix or substring, in whatever case. */
export const mayHave = ({ piece, beginning }: WrittenForm, { type, text }: TextShape): boolean =>
  piece.test(text) && (type !== "prefix" || beginning.test(text));

const DIGIT_FIRST = /^(?:$|\d)/;

export const NUMBER: WrittenForm = { piece: /^[-+]?\d*\.?\d*(?:e[-+]?\d*)?$/i, beginning: /^(?:$|[-+.\d])/ };
export const DATE: WrittenForm = { piece: /^[-+.,:\dTZ ]*$/i, beginning: DIGIT_FIRST };
export const VERSION: WrittenForm = { piece: /^[-.\da-z]*(?:\+[-.\da-z]*)?$/i, beginning: /^v?(?:$|\d)/i };
/** A number that is a version, too: it has neither a sign nor an exponent. */
export const NUMERIC_VERSION: WrittenForm = { piece: /^\d*\.?\d*$/, beginning: DIGIT_FIRST };
export const DAY: WrittenForm = { piece: /^[-\d]*$/, beginning: DIGIT_FIRST };
/** A day without hyphens, which is a number, too. */
export const BASIC_DAY: WrittenForm = { piece: /^\d*$/, beginning: DIGIT_FIRST };
