"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { AnswerList, FieldList, InlineCode, MethodBadge, type SchemaField, schemaFields, typeText } from "./fields";
import { exampleText, type OpenApi, type Operation, type Parameter } from "./openapi";
import { TryOperation } from "./try-operation";

interface OperationViewProps {
  document: OpenApi;
  operation: Operation;
  /** The API key of tried requests; null: the session's cookie. */
  apiKey: string | null;
}

/** One operation: what it does and takes, what it answers, and a way to try it. */
export function OperationView({ document, operation, apiKey }: OperationViewProps) {
  const { id, method, path, summary, description, parameters, body, answers } = operation;
  const [isTrying, setIsTrying] = useState(false);
  const bodyExample = exampleText(body);
  return (
    <Card id={id} className="scroll-mt-20 p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="font-medium text-ink text-lg">{summary}</h3>
        <Button
          size="sm"
          aria-expanded={isTrying}
          aria-label={`Try: ${summary}`}
          onClick={() => setIsTrying(!isTrying)}
        >
          {isTrying ? "Stop trying" : "Try it"}
        </Button>
      </div>
      <p className="mt-1.5 flex items-start gap-2">
        <MethodBadge method={method} />
        <code className="wrap-anywhere min-w-0 font-mono text-ink text-sm">{path}</code>
      </p>
      {description.split("\n\n").map((paragraph) => (
        <p key={paragraph} className="mt-2 max-w-prose text-base text-muted">
          <InlineCode text={paragraph} />
        </p>
      ))}
      <div className="mt-4 flex flex-col gap-4">
        {isTrying && <TryOperation operation={operation} apiKey={apiKey} />}
        <FieldList label="Parameters" fields={parameters.map((parameter) => parameterField(document, parameter))} />
        {body?.schema !== undefined && <FieldList label="Body" fields={schemaFields(document, body.schema)} />}
        {bodyExample !== undefined && <CodeBlock code={bodyExample} label={`example body of ${id}`} />}
        <AnswerList document={document} operationId={id} answers={answers} />
      </div>
    </Card>
  );
}

const parameterField = (
  document: OpenApi,
  { name, in: place, required, description, schema }: Parameter,
): SchemaField => ({
  name,
  type: `${schema === undefined ? "string" : typeText(document, schema)}, in ${place}`,
  isRequired: required ?? false,
  description: description ?? "",
});
