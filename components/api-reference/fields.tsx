"use client";

import { Fragment, useState } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { type Answer, exampleText, lastPart, type OpenApi, type Schema } from "./openapi";

interface AnswerListProps {
  document: OpenApi;
  operationId: string;
  answers: readonly Answer[];
}

/** The statuses that an operation answers with. Opened, each shows its fields and an example. */
export function AnswerList({ document, operationId, answers }: AnswerListProps) {
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-medium text-ink text-sm">Answers</h4>
      <ul className="rounded-control border border-line">
        {answers.map((answer) => (
          <AnswerItem key={answer.status} document={document} operationId={operationId} answer={answer} />
        ))}
      </ul>
    </div>
  );
}

function AnswerItem({ document, operationId, answer }: { document: OpenApi; operationId: string; answer: Answer }) {
  const [isOpen, setIsOpen] = useState(false);
  const { status, description, content } = answer;
  const example = exampleText(content);
  const isSuccess = status.startsWith("2");
  const line = (
    <>
      <code className={`font-mono text-sm ${isSuccess ? "text-success" : "text-muted"}`}>{status}</code>{" "}
      <span className="text-muted text-sm">
        <InlineCode text={description} />
      </span>
    </>
  );
  if (content === undefined) return <li className="border-line border-b px-3 py-1.5 last:border-b-0">{line}</li>;
  return (
    <li className="border-line border-b last:border-b-0">
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer px-3 py-1.5 hover:bg-hover pointer-coarse:py-3">{line}</summary>
        {isOpen && (
          <div className="flex flex-col gap-3 px-3 pt-1 pb-3">
            {content.schema !== undefined && (
              <FieldList label="Fields" fields={schemaFields(document, content.schema)} />
            )}
            {example !== undefined && <CodeBlock code={example} label={`example of ${operationId} ${status}`} />}
          </div>
        )}
      </details>
    </li>
  );
}

/** Fields or parameters, each with its type and what it means. */
export function FieldList({ label, fields }: { label: string; fields: readonly SchemaField[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-medium text-ink text-sm">{label}</h4>
      <dl className="rounded-control border border-line">
        {fields.map(({ name, type, isRequired, description }) => (
          <div key={name} className="border-line border-b px-3 py-2 last:border-b-0">
            <dt className="wrap-anywhere flex flex-wrap items-baseline gap-x-2 text-sm">
              <code className="font-medium font-mono text-ink">{name}</code>
              <span className="font-mono text-muted">{type}</span>
              {isRequired && <span className="text-warning">required</span>}
            </dt>
            {description !== "" && (
              <dd className="wrap-anywhere mt-0.5 text-muted text-sm">
                <InlineCode text={description} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Text with code between backticks: the only Markdown in our descriptions. */
export function InlineCode({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
      <code key={index} className="rounded-chip bg-fill px-1 font-mono text-ink">
        {part}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

const tones: Record<string, BadgeTone> = {
  GET: "success",
  POST: "accent",
  PUT: "warning",
  PATCH: "warning",
  DELETE: "danger",
};

export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={tones[method] ?? "neutral"} className="shrink-0 font-mono">
      {method}
    </Badge>
  );
}

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

/** Resolves a reference, and joins the parts of an `allOf` to one schema. */
function resolve(document: OpenApi, schema: Schema): Schema {
  const found = schema.$ref === undefined ? schema : (document.components.schemas[lastPart(schema.$ref)] ?? {});
  if (found.allOf === undefined) return found;
  return Object.assign({}, found, ...found.allOf.map((part) => resolve(document, part)));
}

/** The object schema inside a field: the field's own, or that of a list's items. */
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
