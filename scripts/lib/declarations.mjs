import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { inRoot } from "./project.mjs";

/**
 * Writes the declarations of a package to dist/types, and for each entry a file beside its code that re-exports them.
 * @param {string} directory of the package
 * @param {Record<string, string>} entries sources by the names of the files that are built from them
 * @throws Error with the compiler's messages
 */
export function writeDeclarations(directory, entries) {
  const output = path.join(directory, "dist");
  const program = ts.createProgram(Object.values(entries), optionsFor(output));
  const { diagnostics } = program.emit(undefined, (file, text) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, withExtensions(text));
  });
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, HOST));
  for (const [name, source] of Object.entries(entries)) {
    const declared = path.relative(inRoot(), source).replace(/\.tsx?$/, ".js");
    fs.writeFileSync(path.join(output, `${name}.d.ts`), `export * from "./types/${declared}";\n`);
  }
}

/** @param {string} output */
function optionsFor(output) {
  const { config } = ts.readConfigFile(inRoot("tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, inRoot());
  return {
    ...options,
    noEmit: false,
    incremental: false,
    types: ["node"],
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: inRoot(),
    outDir: path.join(output, "types"),
    // Declarations refer to another package by its name, and need it to be built.
    paths: { ...options.paths, "guidon-engine": ["./packages/engine/dist/index.d.ts"] },
  };
}

/** Node finds `./a` only as `./a.js`, in declarations as in code. @param {string} text */
const withExtensions = (text) => text.replace(/(\bfrom |\bimport\()"(\.{1,2}\/[^"]+)"/g, '$1"$2.js"');

/** @type {ts.FormatDiagnosticsHost} */
const HOST = {
  getCurrentDirectory: () => inRoot(),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
