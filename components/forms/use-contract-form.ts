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
import { isTypingOutside } from "@/components/ui/focus";
import { loadCode } from "@/components/ui/lazy/lazy";
import { describeError, isApiError, unreachable } from "@/lib/client/api-error";
import type { FieldProblems } from "@/lib/contract/errors";
import { type Note, useNote } from "./note-field";
import { problemAt, problemsElsewhere, problemsIn } from "./problems";

interface ContractFormOptions<Values extends FieldValues> {
  defaultValues: Values;
  /** Loads what finds all problems of the values: the contract's own schemas, with the first attempt to send. */
  loadCheck: () => Promise<(values: Values) => FieldProblems>;
  /**
   * Sends what was typed, with why it is changed. What it throws is shown on the fields, or above the form.
   */
  send: (values: Values, comment: string | undefined) => Promise<unknown>;
  /** Completes "Could not …": "sign in". */
  what: string;
  /** A better sentence for an error than the usual one. */
  explain?: (error: unknown) => string | undefined;
  /** The server's problems by this form's fields, when these have other names than the wire's. */
  toFields?: (problems: FieldProblems) => FieldProblems;
}

export interface ContractForm<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  /** What is in the fields now. */
  values: Values;
  /** Begins anew with these values, and nothing wrong. */
  reset: (values: Values) => void;
  /** Changes a field that is not registered. */
  set: <Name extends FieldPath<Values>>(name: Name, value: FieldPathValue<Values, Name>) => void;
  /** What is wrong, by dotted path. */
  problems: FieldProblems;
  errorAt: (path: FieldPath<Values>) => string | undefined;
  /** What is wrong with no field in particular. */
  problem: string;
  isBusy: boolean;
  /** Why it is changed; a `NoteField` asks for it. */
  note: Note;
  /** Whether the fields hold anything else than they began with, or than was saved. */
  hasChanges: () => boolean;
  /** Shows an error as one of `send`. */
  fail: (error: unknown) => void;
  submit: () => void;
  formProps: { ref: RefObject<HTMLFormElement | null>; noValidate: true; onSubmit: (event: FormEvent) => void };
}

/**
 * A form on the contract: checked here first, then by the server, with both answers in the same words and places. It is
 * checked when it is sent, and from then on with every change. The first field with a problem gets the focus.
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
    // They are complete; the library's type allows for ones that are not.
    defaultValues: defaultValues as DefaultValues<Values>,
    resolver,
    // It knows the controls of registered fields only, and those of conditions come and go.
    shouldFocusError: false,
  });
  const { errors, isSubmitted, isSubmitting } = form.formState;

  useEffect(() => {
    // The server may have taken its time to refuse.
    if (refusals === 0 || isTypingOutside(formRef.current)) return;
    formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const focusFirstProblem = () => setRefusals((count) => count + 1);

  const fail = (error: unknown) => {
    const details = isApiError(error) ? Object.entries(toFields(error.details)) : [];
    const known = form.getValues();
    const onFields = details.filter(([path]) => (path.split(".")[0] ?? "") in known);
    for (const [path, [message = "Is not valid"]] of onFields) {
      // The path of a field that is there.
      form.setError(path as FieldPath<Values>, { type: "server", message });
    }
    if (details.length === 0 || onFields.length < details.length) {
      setProblem(explain?.(error) ?? describeError(error, what));
    }
    focusFirstProblem();
  };
  const submit = () => {
    // A key may ask for it a second time.
    if (isSubmitting) return;
    setProblem(undefined);
    void form.handleSubmit((values) => send(values, note.comment).catch(fail), focusFirstProblem)();
  };

  // Every field has been there since the beginning, so none is missing as the library's type has it.
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
    // In order to see a change the library would compare everything with every key; it is wanted at the end only.
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
 * Keeps a form from being sent when its check could not be loaded. The server cannot see all that is checked here: text
 * that stands for no value would be sent as none.
 */
const notChecked = <Values extends FieldValues>(): FieldErrors<Values> =>
  // The library's type cannot see that every form has a root.
  ({ root: { type: "unchecked" } }) as FieldErrors<Values>;
