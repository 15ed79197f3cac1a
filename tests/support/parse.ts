import ts from "typescript";

/** Comments are not parsed: nothing in them is imported. */
const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

const parsed = new Map<string, ts.SourceFile>();

/** A file's syntax tree. It is kept: several tests walk through the same thousand files. */
export function parse(file: string, text: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(file, text, OPTIONS, true);
  parsed.set(file, source);
  return source;
}

/** A text that may load another file within a statement, by `import("./a")` or `require("a")`. */
export const LOADS = /\b(import|require)\s*\(/;

/**
 * Calls `visit` with each statement of a file, and with all that is in them where the text matches `nested`. To walk
 * through every file takes as long as to parse it, and few have to be walked through.
 */
export function eachNode(source: ts.SourceFile, nested: RegExp, visit: (node: ts.Node) => void): void {
  const isDeep = nested.test(source.text);
  const walk = (node: ts.Node): void => {
    visit(node);
    if (isDeep) ts.forEachChild(node, walk);
  };
  for (const statement of source.statements) walk(statement);
}
