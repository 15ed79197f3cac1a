"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { CallerField } from "./caller-field";
import { InlineCode } from "./inline-code";
import { type OpenApi, operationGroups } from "./openapi";
import { OperationView } from "./operation-view";
import { ReferenceNavigation } from "./reference-navigation";

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
  const groups = useMemo(() => (document === undefined ? [] : operationGroups(document)), [document]);
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
          <CallerField value={apiKey} onChange={setApiKey} />
        </header>
        {groups.map(({ name, description, operations }) => (
          <section key={name} aria-label={name} className="flex flex-col gap-4">
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
