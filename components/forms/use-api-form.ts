"use client";

import { useState } from "react";
import { type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { describeError, isApiError, unreachable } from "@/lib/client/api-error";
import { unchecked } from "./unchecked";

interface ApiFormOptions<Values extends FieldValues> {
  defaultValues: DefaultValues<Values>;
  /** Loads the contract's schema of what is sent: the server's own check, before it is asked. */
  loadSchema: () => Promise<z.ZodType>;
  /** Sends what was typed. What it throws lands on the fields, or above the form. */
  send: (values: Values) => Promise<unknown>;
  /** Completes "Could not …": "sign in". */
  what: string;
  /** A better sentence for an error than the usual one. */
  explain?: (error: unknown) => string | undefined;
}

export interface ApiForm<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  onSubmit: (event?: React.BaseSyntheticEvent) => Promise<void>;
  isBusy: boolean;
  /** What is wrong with no field in particular. */
  problem: string | undefined;
  /** What is wrong with a field. */
  errorAt: (path: FieldPath<Values>) => string | undefined;
}

/** A form on a schema of the contract: checked here first, then by the server, with both answers in the same places. */
export function useApiForm<Values extends FieldValues>(options: ApiFormOptions<Values>): ApiForm<Values> {
  const { defaultValues, loadSchema, send, what, explain } = options;
  const [problem, setProblem] = useState<string>();
  const form = useForm<Values>({
    defaultValues,
    resolver: async (...input) => {
      const parts = await Promise.all([import("./schema-resolver"), loadSchema()]).catch(() => undefined);
      if (parts === undefined) {
        setProblem(describeError(unreachable(), what));
        return { values: {}, errors: unchecked<Values>() };
      }
      const [{ schemaResolver }, schema] = parts;
      const checked = await schemaResolver<Values>(schema)(...input);
      return Object.keys(checked.errors).length === 0 ? { values: input[0], errors: {} } : checked;
    },
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      await send(values);
    } catch (error) {
      const placed = isApiError(error) ? placeProblems(form, error.details) : false;
      if (!placed) setProblem(explain?.(error) ?? describeError(error, what));
    }
  });

  return {
    form,
    onSubmit: (event) => {
      setProblem(undefined);
      return submit(event);
    },
    isBusy: form.formState.isSubmitting,
    problem,
    errorAt: (path) => messageIn(form.getFieldState(path, form.formState).error),
  };
}

/** The message of a field, or of the first of its items that is wrong. */
function messageIn(error: unknown): string | undefined {
  if (Array.isArray(error)) return error.map(messageIn).find((message) => message !== undefined);
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  return "root" in error ? messageIn(error.root) : undefined;
}

/** Puts the server's problems on the fields they name. @returns whether every one found its field */
function placeProblems<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  details: Record<string, string[]>,
): boolean {
  const entries = Object.entries(details);
  const known = form.getValues();
  for (const [index, [path, [message = "Is not valid"]]] of entries.entries()) {
    // A path of the server's is a path of the form's: both have the contract's shape.
    if ((path.split(".")[0] ?? "") in known) {
      form.setError(path as FieldPath<Values>, { message }, { shouldFocus: index === 0 });
    }
  }
  return entries.length > 0 && entries.every(([path]) => (path.split(".")[0] ?? "") in known);
}
