import path from "node:path";
import ts from "typescript";
import { eachNode, LOADS, parse } from "./parse";
import { statementProblems } from "./statements";

/**
 * What one layer of the house may import: other layers by their folder (not those within it), packages by their name.
 */
interface Layer {
  /** A file belongs to the first layer whose folder it is in. */
  folder: string;
  /** Which files of the folder, by their names, when not all of them. */
  names?: readonly string[];
  may: readonly string[];
  /** Which packages, when not all of them. */
  packages?: readonly string[] | { but: readonly string[] };
}

const forTheServer = ["pg", "pino", "prisma", "@prisma/*", "better-auth", "rate-limiter-flexible", "node:*"];
const forPages = ["next", "react", "react-dom", "@tanstack/*", "@hookform/*", "@radix-ui/*", "radix-ui", "@dnd-kit/*"];
/** The ways to the database. */
const drivers = ["pg", "pg-*", "prisma", "@prisma/*"];
const leaves = ["lib/env.ts", "lib/server/*.ts", "package.json"];

/** The arrows of the architecture, from the top of the house to its ground. What is not named is not allowed. */
const layers: readonly Layer[] = [
  {
    folder: "app/api/auth",
    may: ["lib/contract", "lib/server/http", "lib/server/services", "lib/server/auth"],
    packages: [],
  },
  { folder: "app/api", may: ["lib/contract", "lib/server/http", "lib/server/services"], packages: [] },
  { folder: "app/flagd", may: ["lib/contract", "lib/server/http", "lib/server/services"], packages: [] },
  { folder: "app/ofrep", may: ["lib/contract", "lib/server/http", "lib/server/services"], packages: [] },
  {
    folder: "app",
    // Pages ask the API as the browser does, by the one way there is into it within the process.
    may: ["components", "lib/client", "lib/contract", "lib/targeting", "lib/server/http/local-api.ts"],
    packages: { but: forTheServer },
  },
  // What a form holds and what a sentence says is decided without React, and tested without it.
  {
    folder: "components",
    names: ["draft.ts", "words.ts"],
    may: ["lib/contract", "lib/targeting"],
    packages: [],
  },
  {
    folder: "components",
    may: ["lib/client", "lib/contract", "lib/flagd", "lib/targeting"],
    packages: { but: forTheServer },
  },
  { folder: "lib/client", may: ["lib/contract", "lib/targeting"], packages: { but: forTheServer } },
  {
    folder: "lib/server/http",
    may: [
      "lib/server/auth",
      "lib/server/services",
      "lib/server/metrics",
      "lib/server/live",
      "lib/server/db",
      "lib/contract",
      ...leaves,
    ],
    packages: { but: [...forPages, ...drivers] },
  },
  {
    folder: "lib/server/metrics",
    may: ["lib/server/services", "lib/server/live", "lib/server/db", ...leaves],
    packages: ["prom-client"],
  },
  {
    folder: "lib/server/process",
    may: ["lib/server/services", "lib/server/relay", "lib/server/live", "lib/server/db", "lib/contract", ...leaves],
    packages: { but: [...forPages, ...drivers] },
  },
  {
    folder: "lib/server/services",
    may: [
      "lib/server/auth",
      "lib/server/live",
      "lib/server/store",
      "lib/server/demo",
      "lib/contract",
      "lib/targeting",
      ...leaves,
    ],
    packages: { but: [...forPages, ...drivers, "node:http"] },
  },
  // The SDK within the server: the one place that knows it.
  {
    folder: "lib/server/relay",
    may: ["lib/server/auth", "lib/server/live", "lib/server/store", "lib/contract", "lib/targeting", ...leaves],
    packages: ["guidon-sdk", "node:crypto", "node:fs/promises", "node:path"],
  },
  { folder: "lib/server/demo", may: ["lib/contract"], packages: [] },
  {
    folder: "lib/server/auth",
    may: ["lib/server/live", "lib/server/store", "lib/contract", ...leaves],
    packages: { but: [...forPages, ...drivers, "node:http"] },
  },
  {
    folder: "lib/server/live",
    may: ["lib/server/store", "lib/server/db", "lib/contract", "lib/flagd", "lib/targeting", ...leaves],
    packages: { but: [...forPages, ...drivers, "node:http"] },
  },
  {
    folder: "lib/server/store",
    may: ["lib/server/db", "lib/contract", "lib/targeting", ...leaves],
    packages: { but: [...forPages, "node:http"] },
  },
  { folder: "lib/server/db", may: leaves, packages: { but: [...forPages, "node:http"] } },
  { folder: "lib/server", may: ["lib/contract", ...leaves], packages: { but: [...forPages, ...drivers, "node:http"] } },
  { folder: "lib/contract", may: ["lib/targeting/index.ts"], packages: ["zod"] },
  { folder: "lib/flagd", may: ["lib/targeting"], packages: [] },
  { folder: "lib/targeting", may: [], packages: ["re2js"] },
  // What applications install: it runs anywhere, so that only the entry for Node knows of Node.
  { folder: "packages/engine", may: ["lib/targeting"], packages: [] },
  { folder: "packages/sdk", names: ["file-cache.ts"], may: ["packages/sdk"], packages: ["node:*"] },
  { folder: "packages/sdk", names: ["cli.ts"], may: ["packages/sdk/src/cli"], packages: [] },
  { folder: "packages/sdk/src/cli", may: [], packages: ["guidon-engine", "node:*"] },
  { folder: "packages/sdk", may: [], packages: ["guidon-engine", "guidon-sdk", "@openfeature/*", "react", "next"] },
  { folder: "lib", may: [], packages: ["zod", "node:path"] },
];

const layerOf = (file: string): Layer | undefined =>
  layers.find(
    ({ folder, names }) =>
      file.startsWith(`${folder}/`) && (names === undefined || names.includes(path.basename(file))),
  );

/** Everything that a file of the house does against the architecture, a sentence each. */
export function violations(file: string, text: string): string[] {
  const source = parse(file, text);
  const layer = layerOf(file);
  if (layer === undefined) return [`${file} is in no layer`];
  return [
    ...importsOf(source).flatMap((imported) => importProblem(file, layer, imported)),
    ...barrelProblems(file, source),
    ...(file === LOADS_ROUTES ? [] : loadProblems(source)),
    ...(isIn(file, "lib/server/store") || isIn(file, "lib/server/db") ? [] : statementProblems(source)),
    ...(path.basename(file) === "route.ts" ? routeProblems(source) : []),
  ].map((problem) => `${file}: ${problem}`);
}

function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  eachNode(source, LOADS, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      found.push(textOf(node.moduleSpecifier));
    } else if (ts.isCallExpression(node) && isLoader(node.expression) && node.arguments[0] !== undefined) {
      const [specifier] = node.arguments;
      if (ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push(textOf(node.argument.literal));
    } else if (ts.isExternalModuleReference(node)) {
      found.push(textOf(node.expression));
    }
  });
  return found;
}

/** Reads the route files on disk. */
const LOADS_ROUTES = "lib/server/http/route-table.ts";

/** A name that is made at run time could be anything's. */
function loadProblems(source: ts.SourceFile): string[] {
  const found: string[] = [];
  eachNode(source, LOADS, (node) => {
    if (!ts.isCallExpression(node) || !isLoader(node.expression)) return;
    const [specifier] = node.arguments;
    if (specifier === undefined || !ts.isStringLiteralLike(specifier))
      found.push(`loads by a name that is made: ${node.getText()}`);
  });
  return found;
}

const textOf = (node: ts.Node): string => (ts.isStringLiteralLike(node) ? node.text : "");

const isLoader = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");

function importProblem(file: string, layer: Layer, from: string): string[] {
  const target = targetOf(file, from);
  if (target === undefined) return mayUse(layer, from) ? [] : [`may not use the package ${from}`];
  if (isIn(file, "lib/targeting") && from.startsWith("@/")) return [`imports itself by ${from}, not relatively`];
  const targetLayer = layerOf(target);
  const reaches = (place: string) => isIn(target, place) && !targetLayer?.folder.startsWith(`${place}/`);
  return targetLayer?.folder === layer.folder || layer.may.some(reaches) ? [] : [`may not import ${from}`];
}

/** The file that an import means, as far as its name says, or undefined for a package. */
function targetOf(file: string, from: string): string | undefined {
  if (from.startsWith("@/")) return withExtension(from.slice(2));
  if (from.startsWith(".")) return withExtension(path.posix.join(path.posix.dirname(file), from));
  return undefined;
}

/** A bare folder means its index; only lib/targeting has one. */
const withExtension = (name: string): string =>
  name === "lib/targeting" ? `${name}/index.ts` : /\.\w+$/.test(name) ? name : `${name}.ts`;

function isIn(target: string, place: string): boolean {
  if (place.endsWith("/*.ts")) return path.posix.dirname(target) === place.slice(0, -5);
  return target === place || target.startsWith(`${place}/`);
}

function mayUse({ packages }: Layer, name: string): boolean {
  if (packages === undefined) return true;
  const isNamed = (names: readonly string[]) => names.some((one) => isPackage(name, one));
  return "but" in packages ? !isNamed(packages.but) : isNamed(packages);
}

const isPackage = (name: string, pattern: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern || name.startsWith(`${pattern}/`);

/** The face of the engine, and what a package exports. */
const FACE = /^lib\/targeting\/index\.ts$|^packages\/\w+\/src\/[\w-]+\.tsx?$/;

/** A barrel is a file that only passes on what others export. */
function barrelProblems(file: string, source: ts.SourceFile): string[] {
  if (FACE.test(file)) return [];
  if (/^index\.tsx?$/.test(path.basename(file))) return ["is an index file"];
  const passesOn = (node: ts.Statement) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
  const isBarrel = source.statements.length > 0 && source.statements.every(passesOn);
  return isBarrel ? ["only passes on what other files export"] : [];
}

/** A route file is imports and, for each method, a call of a definer: nothing in it decides anything. */
function routeProblems(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    const first = statement.getText().split("\n")[0];
    return declared.length === 1 && declared.every(isMethod)
      ? branches(statement).map((kind) => `decides something (${kind})`)
      : [`is more than declarations: ${first}`];
  });
}

function isMethod({ name, initializer }: ts.VariableDeclaration): boolean {
  const isDefined =
    initializer !== undefined &&
    ts.isCallExpression(initializer) &&
    /^(define\w+|preflight)$/.test(initializer.expression.getText());
  return isDefined && /^(GET|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name.getText());
}

const branching = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.TryStatement,
]);
const deciding = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

function branches(root: ts.Node): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (branching.has(node.kind)) found.push(ts.SyntaxKind[node.kind]);
    if (ts.isBinaryExpression(node) && deciding.has(node.operatorToken.kind)) found.push(node.operatorToken.getText());
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
