"use client";

import { type FormEvent, useState } from "react";
import { curlCommand } from "@/components/curl/curl";
import { Button } from "@/components/ui/button/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field/field";
import { Input, Textarea } from "@/components/ui/field/input";
import { exampleText, type Operation } from "./openapi";
import { callOf, type Reply, sendRequest } from "./send-request";

/** A form for one request, and what came back. It is sent as it stands: it really changes what it says. */
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
