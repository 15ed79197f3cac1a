/** As much of OpenAPI 3.1 as our own document uses. It is ours, so it is not checked again. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
  };
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface ResponseObject {
  readonly description: string;
  readonly content?: Readonly<Record<string, Content>>;
}

interface Reference {
  readonly $ref: string;
}

interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly content: Content | undefined;
}

/** One method of one path, with its references resolved. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content | undefined;
  readonly answers: readonly Answer[];
}

export interface OperationGroup {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** The operations, in the groups and the order of the document. */
export function operationGroups(document: OpenApi): OperationGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tags: operation.tags,
      operation: toOperation(document, path, method, operation),
    })),
  );
  return document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: all.filter(({ tags }) => tags.includes(name)).map(({ operation }) => operation),
  }));
}

/** The operations that contain every word of a search, whatever the case. Groups without any are left out. */
export function foundIn(groups: readonly OperationGroup[], search: string): readonly OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  const matches = (group: string, { id, method, path, summary, description }: Operation): boolean => {
    const text = [group, id, method, path, summary, description].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, operations: group.operations.filter((each) => matches(group.name, each)) }))
    .filter(({ operations }) => operations.length > 0);
}

function toOperation(document: OpenApi, path: string, method: string, operation: OperationObject): Operation {
  const { parameters = [], responses, requestBody } = operation;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? "",
    parameters: parameters.flatMap((parameter) =>
      "$ref" in parameter ? (document.components.parameters[lastPart(parameter.$ref)] ?? []) : parameter,
    ),
    body: jsonOf(requestBody?.content),
    answers: Object.entries(responses).flatMap(([status, response]) => {
      const found = "$ref" in response ? document.components.responses[lastPart(response.$ref)] : response;
      return found === undefined ? [] : { status, description: found.description, content: jsonOf(found.content) };
    }),
  };
}

const jsonOf = (content: Readonly<Record<string, Content>> | undefined): Content | undefined =>
  content?.["application/json"];

/** The name that a reference ends in. */
export const lastPart = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);

/** An example of what is sent or answered, as JSON text; undefined when there is none. */
export function exampleText(content: Content | undefined): string | undefined {
  const example = content?.example ?? Object.values(content?.examples ?? {})[0]?.value;
  return example === undefined ? undefined : JSON.stringify(example, null, 2);
}
