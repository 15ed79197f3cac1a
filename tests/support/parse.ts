import ts from "typescript";

const parsed = new Map<string, ts.SourceFile>();

/** A file's syntax tree. It is kept: several tests walk through the same thousand files. */
export function parse(file: string, text: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}
