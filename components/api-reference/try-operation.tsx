"use client";

import { type FormEvent, useState } from "react";
import { type ApiCall, curlCommand } from "@/components/forms/copy-as-curl";
import { Button } from "@/components/ui/button/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field/field";
import { Input, Textarea } from "@/components/ui/field/input";
import { exampleText, type Operation } from "./openapi";

/** A form for one request, and its answer. Sending really makes the change. */
export function TryOperation({ operation, apiKey }: { operation: Operation; apiKey: string | null }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(exampleText(operation.body) ?? "{}");
  const [reply, setReply] = useState<Reply>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const filled = { values, body };

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    setProblem(undefined);
    try {
      setReply(await sendRequest(operation, filled, apiKey));
    } catch {
      setReply(undefined);
      setProblem("The server cannot be reached.");
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={send}
      aria-label={`Try: ${operation.summary}`}
      className="flex flex-col gap-3 rounded-control border border-line bg-ground p-3"
    >
      {operation.parameters.map(({ name, required }) => (
        <Field key={name} label={name} isOptional={required !== true}>
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              className="font-mono text-sm"
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      {operation.body !== undefined && (
        <Field label="Body">
          {(control) => (
            <Textarea
              {...control}
              rows={Math.min(14, body.split("\n").length + 1)}
              spellCheck={false}
              className="font-mono text-sm"
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <CodeBlock
        code={curlCommand(callOf(operation, filled), window.location.origin)}
        label={`curl command of ${operation.id}`}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Send {operation.method}
        </Button>
        <p role="status" className="text-muted text-sm">
          {problem}
          {reply !== undefined && `${reply.status} ${reply.statusText} · ${reply.milliseconds} ms`}
        </p>
      </div>
      {reply !== undefined && reply.text !== "" && <CodeBlock code={reply.text} label={`answer to ${operation.id}`} />}
    </form>
  );
}

/** What was filled in for an operation: parameters by name, and the body as text. */
interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back. */
interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly milliseconds: number;
  readonly requestId: string | null;
  readonly text: string;
}

/** The address below this origin, with the parameters filled in. */
function requestPath({ path, parameters }: Operation, { values }: Filled): string {
  const search = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = values[name] ?? "";
    if (place !== "query" || value === "") continue;
    for (const item of name.endsWith("[]") ? value.split(",") : [value]) search.append(name, item.trim());
  }
  const query = search.toString();
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ""));
  return query === "" ? filled : `${filled}?${query}`;
}

/** Parameters that are headers. */
const headersOf = ({ parameters }: Operation, { values }: Filled): Record<string, string> =>
  Object.fromEntries(
    parameters.flatMap(({ name, in: place }) => (place === "header" && values[name] ? [[name, values[name]]] : [])),
  );

/** The request, with the parameters and the body filled in. */
const callOf = (operation: Operation, filled: Filled): ApiCall => ({
  method: operation.method,
  path: requestPath(operation, filled),
  headers: headersOf(operation, filled),
  ...(operation.body !== undefined && { body: filled.body }),
});

/** Sends the request. @param key an API key; null sends the session's cookie @throws TypeError when nothing answers */
async function sendRequest(operation: Operation, filled: Filled, key: string | null): Promise<Reply> {
  const started = performance.now();
  const response = await fetch(requestPath(operation, filled), {
    method: operation.method,
    headers: {
      ...headersOf(operation, filled),
      ...(operation.body !== undefined && { "content-type": "application/json" }),
      ...(key !== null && { authorization: `Bearer ${key}` }),
    },
    credentials: key === null ? "same-origin" : "omit",
    ...(operation.body !== undefined && { body: filled.body }),
    cache: "no-store",
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    milliseconds: Math.round(performance.now() - started),
    requestId: response.headers.get("x-request-id"),
    text: pretty(text),
  };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
