"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Input, SearchInput } from "@/components/ui/field/input";

import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { AnswerList, FieldList, InlineCode, MethodBadge, type SchemaField, schemaFields, typeText } from "./fields";
import {
  exampleText,
  foundIn,
  type OpenApi,
  type Operation,
  type OperationGroup,
  operationGroups,
  type Parameter,
} from "./openapi";
import { TryOperation } from "./try-operation";

async function loadDocument(signal: AbortSignal): Promise<OpenApi> {
  const response = await fetch("/api/v1/openapi.json", { signal });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** The API's description, made from the document that the server gives to everybody. */
export function ApiReference() {
  const {
    data: document,
    error,
    refetch,
  } = useQuery({
    queryKey: ["openapi"],
    queryFn: ({ signal }) => loadDocument(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [apiKey, setApiKey] = useState("");
  const [search, setSearch] = useState("");
  const all = useMemo(() => (document === undefined ? [] : operationGroups(document)), [document]);
  const groups = useMemo(() => foundIn(all, search), [all, search]);
  if (document === undefined) {
    return error === null ? <PageSkeleton /> : <ErrorState error={error} what="the API reference" onRetry={refetch} />;
  }
  return (
    <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <aside className="hidden lg:block">
        <div className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto pb-6">
          <ReferenceNavigation groups={groups} />
        </div>
      </aside>
      <div className="flex min-w-0 flex-col gap-10">
        <header className="flex flex-col gap-4">
          <div>
            <h1 className="font-semibold text-2xl text-ink tracking-tight">{document.info.title}</h1>
            <p className="mt-1 max-w-prose text-base text-muted">
              <InlineCode text={document.info.description} />{" "}
              <a className="text-accent underline underline-offset-2" href="/api/v1/openapi.json">
                OpenAPI document
              </a>
            </p>
          </div>
          <details className="rounded-panel border border-line bg-panel px-3 py-2 lg:hidden">
            <summary className="cursor-pointer text-base text-ink">All operations</summary>
            <div className="pt-3">
              <ReferenceNavigation groups={groups} />
            </div>
          </details>
          <SearchInput
            label="Search operations"
            placeholder="Search by name, path or description"
            className="max-w-md"
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <CallerField value={apiKey} onChange={setApiKey} />
          <p role="status" className="text-base text-muted empty:hidden">
            {groups.length === 0 && "No operation matches."}
          </p>
        </header>
        {groups.map(({ name, description, operations }) => (
          <section key={name} id={sectionId(name)} aria-label={name} className="flex scroll-mt-20 flex-col gap-4">
            <div>
              <h2 className="font-semibold text-ink text-xl tracking-tight">{name}</h2>
              <p className="text-base text-muted">{description}</p>
            </div>
            {operations.map((operation) => (
              <OperationView
                key={operation.id}
                document={document}
                operation={operation}
                apiKey={apiKey.trim() === "" ? null : apiKey.trim()}
              />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

/** No operation is called so. */
const sectionId = (name: string): string => `section-${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;

/** Links to every section and operation on the page. */
function ReferenceNavigation({ groups }: { groups: readonly OperationGroup[] }) {
  return (
    <nav aria-label="Operations" className="flex flex-col gap-4">
      {groups.map(({ name, operations }) => (
        <div key={name}>
          <a
            href={`#${sectionId(name)}`}
            className="-outline-offset-2! mb-1 block rounded-control px-2 font-medium text-ink text-sm hover:bg-hover"
          >
            {name}
          </a>
          <ul>
            {operations.map(({ id, summary }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="-outline-offset-2! block rounded-control px-2 py-1 text-base text-muted hover:bg-hover
                    hover:text-ink pointer-coarse:py-2.5"
                >
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The key that tried requests are sent with. It stays on this page and is gone with it. */
function CallerField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        Try with key
      </label>
      <Input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="kr_live_…"
        aria-describedby={`${id}-hint`}
        className="max-w-80 font-mono text-sm"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className="text-muted text-sm">
        Left empty, requests are sent as you, if you are signed in.
      </p>
    </div>
  );
}

interface OperationViewProps {
  document: OpenApi;
  operation: Operation;
  /** The API key of tried requests; null: the session's cookie. */
  apiKey: string | null;
}

/** One operation: what it does and takes, what it answers, and a way to try it. */
function OperationView({ document, operation, apiKey }: OperationViewProps) {
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
