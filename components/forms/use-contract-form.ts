"use client";

import { useEffect, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Resolver,
  useForm,
  useWatch,
} from "react-hook-form";
import { loadCode } from "@/components/ui/lazy/load-code";
import type { FieldProblems } from "@/lib/contract/errors";
import { unchecked } from "./unchecked";

interface ContractFormOptions<Draft extends FieldValues> {
  initial: Draft;
  /** Everything wrong with a draft, by field: the contract's own schemas, loaded when they are first needed. */
  check: (draft: Draft) => Promise<FieldProblems>;
}

/**
 * A form whose problems are the contract's: dotted paths, all at once, whether the browser or the server found them. It
 * checks on save, and from then on with every change. The first field with a problem gets the focus.
 */
export function useContractForm<Draft extends FieldValues>({ initial, check }: ContractFormOptions<Draft>) {
  const formRef = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [refusals, setRefusals] = useState(0);

  const resolver: Resolver<Draft> = async (draft) => {
    const found = await loadCode(() => check(draft));
    if (found === undefined) return { values: {}, errors: unchecked<Draft>() };
    setProblems(found);
    if (Object.keys(found).length === 0) return { values: draft, errors: {} };
    // The library need only know that there is something; its type cannot see that every form has a root.
    return { values: {}, errors: { root: { type: "contract" } } as FieldErrors<Draft> };
  };
  const form = useForm<Draft>({
    // A draft is complete; the library's type allows for ones that are not.
    defaultValues: initial as DefaultValues<Draft>,
    resolver,
    shouldFocusError: false,
  });

  useEffect(() => {
    if (refusals === 0) return;
    const field = formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.focus();
  }, [refusals]);

  // Every field has been there since the beginning, so none is missing as the library's type has it.
  const draft = useWatch({ control: form.control }) as Draft;

  return {
    form,
    draft,
    formRef,
    problems,
    /** Puts what somebody found wrong on the fields and goes to the first. */
    refuse: (found?: FieldProblems) => {
      if (found !== undefined) setProblems(found);
      setRefusals((count) => count + 1);
    },
  };
}
