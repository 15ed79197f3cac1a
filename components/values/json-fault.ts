import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";

/** The place of a syntax error. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Words for the parser's error codes. */
const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not JSON; text needs double quotes",
  InvalidNumberFormat: "this is not a JSON number",
  PropertyNameExpected: "a property name in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing } is expected",
  CloseBracketExpected: "a closing ] is expected",
  EndOfFileExpected: "nothing may follow the value",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number is cut off",
  InvalidUnicode: "this is not a \\u escape",
  InvalidEscapeCharacter: "this is not an escape that JSON has",
  InvalidCharacter: "this character must be escaped",
};

/**
 * The place of a syntax error in JSON text; null without one. Browsers describe it each in their own words, and one not
 * at all, so VS Code's parser finds it.
 */
export const locateJsonFault = (text: string): JsonFault | null => {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors.sort((a, b) => a.offset - b.offset);
  if (first === undefined) return null;
  const before = text.slice(0, first.offset).split("\n");
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: messages[printParseErrorCode(first.error)] ?? "this is not JSON",
  };
};
