"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { FieldList } from "./field-list";
import { InlineCode } from "./inline-code";
import { type Answer, exampleText, type OpenApi } from "./openapi";
import { schemaFields } from "./schema-fields";

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
