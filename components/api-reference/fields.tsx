"use client";

import { Fragment, useState } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { type Answer, exampleText, type OpenApi } from "./openapi";
import { type SchemaField, schemaFields } from "./schema-fields";

interface AnswerListProps {
  document: OpenApi;
  operationId: string;
  answers: readonly Answer[];
}

/** Every status that an operation answers with; opened, the fields and an example. */
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
  const line = (
    <>
      <code className={`font-mono text-sm ${status.startsWith("2") ? "text-success" : "text-muted"}`}>{status}</code>{" "}
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

/** Text in which what stands between backticks is code: all the Markdown that our descriptions use. */
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
