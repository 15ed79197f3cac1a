import fs from "node:fs";
import ts from "typescript";

const schema = fs.readFileSync(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
/** How Prisma's client calls the tables: `tx.auditEntry`. */
const models = new Set(
  [...schema.matchAll(/^model (\w)(\w+)/gm)].map(([, first, rest]) => `${first?.toLowerCase()}${rest}`),
);
/** What Prisma's client does with a table. */
const METHOD = /^(find|create|update|delete|upsert|count|aggregate|groupBy)/;

/** What runs a statement that is given as text. */
const RUNNERS = ["$queryRaw", "$executeRaw", "$queryRawUnsafe", "$executeRawUnsafe", "$transaction"];
const RAW = new Set([...RUNNERS, "query"]);
/** A `query` that is taken out of a value may be that of a request. */
const TAKEN = new Set(RUNNERS);

/** What begins a transaction, and gives it to its callback. */
const BEGINNERS = new Set(["inTransaction", "inSnapshot"]);

/**
 * How a file that is no store's asks the database, a sentence each. Statements are the stores' own: others pass on what
 * runs them (`tx`, `db()`), and take nothing out of it. It has these names only, because no type is known here.
 */
export function statementProblems(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (asks(node)) found.push(`asks the database itself: ${node.getText()}`);
    else if (renames(node)) found.push(`calls a transaction something else than tx: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function asks(node: ts.Node): boolean {
  if (ts.isBindingElement(node)) return TAKEN.has((node.propertyName ?? node.name).getText());
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
  if (runsStatements(node.expression)) return true;
  const isUsed = ts.isCallExpression(node.parent) || ts.isTaggedTemplateExpression(node.parent);
  if (!isUsed) return false;
  const name = memberOf(node);
  if (RAW.has(name)) return true;
  const table = node.expression;
  return (
    METHOD.test(name) &&
    (ts.isPropertyAccessExpression(table) || ts.isElementAccessExpression(table)) &&
    models.has(memberOf(table))
  );
}

const memberOf = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression): string =>
  ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isStringLiteralLike(node.argumentExpression)
      ? node.argumentExpression.text
      : "";

/** Whether a node gives `tx` or `db()` another name, or takes it apart. */
function renames(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node))
    return node.initializer !== undefined && runsStatements(node.initializer) && node.name.getText() !== "tx";
  if (ts.isParameter(node)) return node.type?.getText() === "Tx" && node.name.getText() !== "tx";
  if (!ts.isCallExpression(node) || !BEGINNERS.has(node.expression.getText())) return false;
  const [work] = node.arguments;
  if (work === undefined || !(ts.isArrowFunction(work) || ts.isFunctionExpression(work))) return false;
  return work.parameters[0] !== undefined && work.parameters[0].name.getText() !== "tx";
}

/** Whether an expression is `tx`, something's `.tx`, or `db()`. */
function runsStatements(expression: ts.Expression): boolean {
  if (ts.isCallExpression(expression))
    return ts.isIdentifier(expression.expression) && expression.expression.text === "db";
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && name.text === "tx";
}
