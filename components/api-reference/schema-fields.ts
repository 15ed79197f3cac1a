import { lastPart, type OpenApi, type Schema } from "./openapi";

/** One field of a body, ready to be read. */
export interface SchemaField {
  readonly name: string;
  /** "string, or null"; "list of Condition". */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** The fields of an object's schema; those inside its fields are named by a dotted path, two levels deep. */
export function schemaFields(document: OpenApi, schema: Schema, depth = 2): SchemaField[] {
  const { properties = {}, required = [] } = resolve(document, schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const field: SchemaField = {
      name,
      type: typeText(document, property),
      isRequired: required.includes(name),
      description: explainField(resolve(document, property), property),
    };
    const inner = elementOf(document, property);
    const below = depth > 1 && inner !== undefined ? schemaFields(document, inner, depth - 1) : [];
    const prefix = resolve(document, property).type === "array" ? `${name}[].` : `${name}.`;
    return [field, ...below.map((deeper) => ({ ...deeper, name: prefix + deeper.name }))];
  });
}

/** What a reference stands for; parts that all hold become one. */
function resolve(document: OpenApi, schema: Schema): Schema {
  const found = schema.$ref === undefined ? schema : (document.components.schemas[lastPart(schema.$ref)] ?? {});
  if (found.allOf === undefined) return found;
  return Object.assign({}, found, ...found.allOf.map((part) => resolve(document, part)));
}

/** The object inside a field: itself, or an item of the list that it is. */
function elementOf(document: OpenApi, schema: Schema): Schema | undefined {
  const found = resolve(document, schema);
  const element = found.type === "array" && found.items !== undefined ? resolve(document, found.items) : found;
  return element.properties === undefined ? undefined : element;
}

/** A type in words. */
export function typeText(document: OpenApi, schema: Schema): string {
  const found = resolve(document, schema);
  if (found.const !== undefined) return JSON.stringify(found.const);
  if (found.enum !== undefined) return found.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = found.anyOf ?? found.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => typeText(document, choice)))].join(" or ");
  if (found.type === "array") return `list of ${found.items === undefined ? "any" : typeText(document, found.items)}`;
  const types = typeof found.type === "string" ? [found.type] : (found.type ?? ["any"]);
  return types.map((type) => (type === "string" && found.format !== undefined ? found.format : type)).join(" or ");
}

function explainField(found: Schema, own: Schema): string {
  const { minimum, maximum, maxLength } = found;
  const isBounded = maximum !== undefined && Math.abs(maximum) < Number.MAX_SAFE_INTEGER;
  return [
    own.description ?? found.description,
    minimum !== undefined && isBounded && `From ${minimum} to ${maximum}.`,
    maxLength !== undefined && `At most ${maxLength} characters.`,
    found.default !== undefined && `Default: ${JSON.stringify(found.default)}.`,
  ]
    .filter((part) => typeof part === "string")
    .join(" ");
}
