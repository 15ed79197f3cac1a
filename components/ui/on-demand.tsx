"use client";

import { type ComponentType, type ReactNode, useEffect, useReducer } from "react";
import { noteMissingCode, useMissingCode } from "./missing-code";

/** One for all places where the component stands. */
interface Code<Props> {
  load: () => Promise<ComponentType<Props>>;
  /** Undefined until it has come. */
  component: ComponentType<Props> | undefined;
}

/**
 * A component whose code comes when the first one is drawn. When it cannot come, the page says so and goes on without it,
 * and asks again when it is told to.
 * @param placeholder stands there until it has come
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
): ComponentType<Props> {
  const code: Code<Props> = { load, component: undefined };
  return (props) => <Demanded code={code} placeholder={placeholder} props={props} />;
}

interface DemandedProps<Props> {
  code: Code<Props>;
  placeholder: ReactNode;
  props: Props;
}

function Demanded<Props extends object>({ code, placeholder, props }: DemandedProps<Props>) {
  const { attempt } = useMissingCode();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (code.component !== undefined) return;
    let isWanted = true;
    code.load().then((component) => {
      code.component = component;
      if (isWanted) drawAgain();
    }, noteMissingCode);
    return () => {
      isWanted = false;
    };
  }, [code, attempt]);
  return code.component === undefined ? placeholder : <code.component {...props} />;
}
