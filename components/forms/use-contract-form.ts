"use client";

import { toNestErrors } from "@hookform/resolvers";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
  useForm,
  useWatch,
} from "react-hook-form";
import type { z } from "zod";
import { isTypingOutside } from "@/components/ui/focus";
import { loadCode } from "@/components/ui/lazy/lazy";
import { describeError, isApiError, unreachable } from "@/lib/client/api-error";
import type { FieldProblems } from "@/lib/contract/errors";
import { type Note, useNote } from "./form-actions";
import { problemAt, problemsElsewhere, problemsIn } from "./problems";

interface ContractFormOptions<Values extends FieldValues> {
  defaultValues: Values;
  /** Loads the check of the values by the contract's own schemas. Called with the first attempt to send. */
  loadCheck: () => Promise<(values: Values) => FieldProblems>;
  /** Sends the values, with the note. What it throws is shown on the fields or above the form. */
  send: (values: Values, comment: string | undefined) => Promise<unknown>;
  /** Completes "Could not …": "sign in". */
  what: string;
  /** A better message for an error than the usual one. */
  explain?: (error: unknown) => string | undefined;
  /** Renames the paths of the server's problems to this form's fields, where they differ. */
  toFields?: (problems: FieldProblems) => FieldProblems;
}

export interface ContractForm<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  /** The present values. */
  values: Values;
  /** Resets the form to these values, without problems. */
  reset: (values: Values) => void;
  /** Changes a field that is not registered. */
  set: <Name extends FieldPath<Values>>(name: Name, value: FieldPathValue<Values, Name>) => void;
  /** The problems, by dotted path. */
  problems: FieldProblems;
  errorAt: (path: FieldPath<Values>) => string | undefined;
  /** The problems that belong to no field. */
  problem: string;
  isBusy: boolean;
  /** The note on why; a `NoteField` edits it. */
  note: Note;
  /** Whether the values differ from the first or the last saved ones. */
  hasChanges: () => boolean;
  /** Shows an error as if `send` had thrown it. */
  fail: (error: unknown) => void;
  submit: () => void;
  formProps: { ref: RefObject<HTMLFormElement | null>; noValidate: true; onSubmit: (event: FormEvent) => void };
}

/**
 * A form on the contract. The browser checks it, then the server, with the same messages at the same fields. It is
 * checked when it is sent, and after that with every change. The first field with a problem gets the focus.
 */
export function useContractForm<Values extends FieldValues>(
  options: ContractFormOptions<Values>,
): ContractForm<Values> {
  const { defaultValues, loadCheck, send, what, explain, toFields = (problems) => problems } = options;
  const formRef = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const [refusals, setRefusals] = useState(0);
  const note = useNote();

  const resolver: Resolver<Values> = async (values, _context, { fields, shouldUseNativeValidation }) => {
    const check = await loadCode(loadCheck);
    if (check === undefined) {
      setProblem(describeError(unreachable(), what));
      return { values: {}, errors: notChecked() };
    }
    const found = Object.entries(check(values)).map(([path, [message]]) => [path, { type: "contract", message }]);
    if (found.length === 0) return { values, errors: {} };
    return { values: {}, errors: toNestErrors(Object.fromEntries(found), { fields, shouldUseNativeValidation }) };
  };
  const form = useForm<Values>({
    // The values are complete; the library's type allows missing ones.
    defaultValues: defaultValues as DefaultValues<Values>,
    resolver,
    // The library knows only registered controls, and those of conditions come and go.
    shouldFocusError: false,
  });
  const { errors, isSubmitted, isSubmitting } = form.formState;

  useEffect(() => {
    // The person may have moved on while the server was slow to refuse.
    if (refusals === 0 || isTypingOutside(formRef.current)) return;
    formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const focusFirstProblem = () => setRefusals((count) => count + 1);

  const fail = (error: unknown) => {
    const details = isApiError(error) ? Object.entries(toFields(error.details)) : [];
    const known = form.getValues();
    const onFields = details.filter(([path]) => (path.split(".")[0] ?? "") in known);
    for (const [path, [message = "Is not valid"]] of onFields) {
      // The path of an existing field.
      form.setError(path as FieldPath<Values>, { type: "server", message });
    }
    if (details.length === 0 || onFields.length < details.length) {
      setProblem(explain?.(error) ?? describeError(error, what));
    }
    focusFirstProblem();
  };
  const submit = () => {
    // A second key press may come while the first is being handled.
    if (isSubmitting) return;
    setProblem(undefined);
    void form.handleSubmit((values) => send(values, note.comment).catch(fail), focusFirstProblem)();
  };

  // Every field exists from the beginning, so none is missing as the library's type allows.
  const values = useWatch({ control: form.control }) as Values;
  const problems = problemsIn(errors);
  const elsewhere = problemsElsewhere(problems, Object.keys(values));
  return {
    form,
    values,
    reset: (next) => {
      form.reset(next);
      setProblem(undefined);
    },
    set: (name, value) => {
      form.setValue(name, value, { shouldDirty: true });
      if (isSubmitted) void form.trigger();
    },
    problems,
    errorAt: (path) => problemAt(problems, path),
    problem: problem ?? elsewhere.join(" "),
    isBusy: isSubmitting,
    note,
    // The library would compare all values with every key; the answer is needed only at the end.
    hasChanges: () => JSON.stringify(form.getValues()) !== JSON.stringify(form.formState.defaultValues),
    fail,
    submit,
    formProps: {
      ref: formRef,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
  };
}

/**
 * Keeps a form from being sent when its check could not be loaded. The server cannot replace the check: text that is no
 * value would be sent as none.
 */
const notChecked = <Values extends FieldValues>(): FieldErrors<Values> =>
  // Every form has a root, which the library's type cannot express.
  ({ root: { type: "unchecked" } }) as FieldErrors<Values>;

/** A form's check by one of the contract's schemas. It loads zod when it is first used, and not with the page. */
export const schemaCheck = (loadSchema: () => Promise<z.ZodType>) => async () => {
  // This comes before any schema is made: zod tests at that moment whether it may compile code from text.
  const { schemaProblems } = await import("./schema-problems");
  const schema = await loadSchema();
  return (values: unknown): FieldProblems => schemaProblems(schema, values);
};
