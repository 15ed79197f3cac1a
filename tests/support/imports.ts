import path from "node:path";
import ts from "typescript";
import { eachNode, parse } from "./parse";

/** Whose exports Next looks for by name. */
const ROUTED = /^app\/(.*\/)?(page|layout|route|error|global-error|not-found)\.tsx?$/;

/**
 * Exports that no other file imports, as "file: name".
 * @param files every file that exports or imports, its text by its name from the root with `/` between folders
 * @param isChecked which of them may export nothing in vain
 */
export function unusedExports(files: ReadonlyMap<string, string>, isChecked: (file: string) => boolean): string[] {
  const used = new Set<string>();
  const exported: { file: string; name: string }[] = [];
  for (const [file, text] of files) {
    const source = parse(file, text);
    for (const { from, names } of usesIn(source)) {
      const target = fileOf(files, file, from);
      for (const name of names) used.add(`${target}: ${name}`);
    }
    if (isChecked(file) && !ROUTED.test(file)) exported.push(...exportedBy(source).map((name) => ({ file, name })));
  }
  return exported
    .filter(({ file, name }) => !used.has(`${file}: ${name}`) && !used.has(`${file}: ${ALL}`))
    .map(({ file, name }) => `${file}: ${name}`);
}

/** The files and packages that a file imports, with those that these import in turn. Types leave nothing behind. */
export function reachedFrom(files: ReadonlyMap<string, string>, start: string): Set<string> {
  const reached = new Set<string>();
  follow(files, start, ({ from }, target) => {
    const name = target ?? from;
    const isNew = !reached.has(name);
    reached.add(name);
    return isNew;
  });
  return reached;
}

/** What React has in the browser only: Next refuses to build a page whose server part imports it. */
const CLIENT_HOOK =
  /^(createContext|use\w*(Effect|EffectEvent|State|Store|Value|Handle|Optimistic|Reducer|Ref|Transition))$/;
const isClientFile = (text: string | undefined): boolean => /^"use client";/.test(text ?? "");

/** The hooks that a page's server part would import, as "file: hook". Files with "use client" are the browser's. */
export function hooksOnServer(files: ReadonlyMap<string, string>, start: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  if (isClientFile(files.get(start))) return [];
  follow(files, start, ({ from, names }, target, importer) => {
    if (from === "react") for (const name of names) if (CLIENT_HOOK.test(name)) found.add(`${importer}: ${name}`);
    if (target === undefined || seen.has(target) || isClientFile(files.get(target))) return false;
    seen.add(target);
    return true;
  });
  return [...found];
}

/**
 * Walks from a file through what it imports, types aside.
 * @param onUse called for each import with the file that it means (undefined for a package); true: go on from there
 */
function follow(
  files: ReadonlyMap<string, string>,
  file: string,
  onUse: (use: Use, target: string | undefined, importer: string) => boolean,
): void {
  const source = parse(file, files.get(file) ?? "");
  for (const use of usesIn(source)) {
    if (use.isType) continue;
    const target = fileOf(files, file, use.from);
    if (onUse(use, target, file) && target !== undefined) follow(files, target, onUse);
  }
}

/** Stands for whatever a file exports. */
const ALL = "*";

interface Use {
  from: string;
  names: Iterable<string>;
  isType?: boolean;
}

/** What is imported within a statement: a module that is loaded, its type, or a bundle by its first file's name. */
const NESTED_USE = /\bimport\s*\(|["'`]lib\//;

function usesIn(source: ts.SourceFile): Use[] {
  const found: Use[] = [];
  /** Of a whole module, at most those exports are used whose names are written somewhere in the file. */
  const allWords = () => source.text.match(/\w+/g) ?? [];
  eachNode(source, NESTED_USE, (node) => {
    if (ts.isImportDeclaration(node)) {
      const { name, namedBindings, isTypeOnly = false } = node.importClause ?? {};
      const names = namedBindings && (ts.isNamedImports(namedBindings) ? wanted(namedBindings) : allWords());
      found.push({
        from: textOf(node.moduleSpecifier),
        names: [...(name ? ["default"] : []), ...(names ?? [])],
        isType: isTypeOnly,
      });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const { exportClause } = node;
      const names = exportClause !== undefined && ts.isNamedExports(exportClause) ? wanted(exportClause) : [ALL];
      found.push({ from: textOf(node.moduleSpecifier), names });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push({ from: textOf(node.arguments[0]), names: ["default", ...allWords()] });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ from: textOf(node.argument.literal), names: allWords(), isType: true });
    } else if (ts.isStringLiteral(node) && /^lib\/.+\.ts$/.test(node.text)) {
      // A bundle begins with it.
      found.push({ from: `@/${node.text}`, names: ["default"] });
    }
  });
  return found;
}

/** The names that are taken from a module, as it calls them. */
const wanted = ({ elements }: ts.NamedImports | ts.NamedExports): string[] =>
  elements.map(({ propertyName, name }) => (propertyName ?? name).text);

const textOf = (node: ts.Node | undefined): string => (node && ts.isStringLiteralLike(node) ? node.text : "");

function exportedBy(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportAssignment(statement)) return ["default"];
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind);
    if (!has(ts.SyntaxKind.ExportKeyword)) return [];
    if (has(ts.SyntaxKind.DefaultKeyword)) return ["default"];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
    }
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement);
    return named && statement.name !== undefined ? [statement.name.text] : [];
  });
}

/** The names that a declaration binds: one, or those that it takes out of a value. */
const namesIn = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));

/** The file that an import means; undefined for a package. */
function fileOf(files: ReadonlyMap<string, string>, importer: string, from: string): string | undefined {
  if (!from.startsWith(".") && !from.startsWith("@/")) return undefined;
  const name = from.startsWith("@/") ? from.slice(2) : path.posix.join(path.posix.dirname(importer), from);
  return ["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => name + end).find((file) => files.has(file));
}
