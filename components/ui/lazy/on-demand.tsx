"use client";

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { noteMissingCode, useMissingCode } from "./missing-code";

/** Shared by all places where the component stands. */
interface Code<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  /** Undefined until it has come. */
  component: ComponentType<Props> | undefined;
  readonly listeners: Set<() => void>;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * A component whose code comes when the first one is drawn. When it cannot come, the page says so, goes on without it,
 * and tries again when it is told to.
 * @param placeholder stands there until it has come
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
): ComponentType<Props> {
  const listeners = new Set<() => void>();
  const code: Code<Props> = {
    load,
    component: undefined,
    listeners,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return (props) => <Demanded code={code} placeholder={placeholder} props={props} />;
}

interface DemandedProps<Props> {
  code: Code<Props>;
  placeholder: ReactNode;
  props: Props;
}

function Demanded<Props extends object>({ code, placeholder, props }: DemandedProps<Props>) {
  const { attempt } = useMissingCode();
  const Component = useSyncExternalStore(
    code.subscribe,
    () => code.component,
    // The server drew the placeholder, and so must the browser at first, though the code may have come by then.
    () => undefined,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (code.component !== undefined) return;
    code.load().then((component) => {
      code.component = component;
      for (const listener of code.listeners) listener();
    }, noteMissingCode);
  }, [code, attempt]);
  return Component === undefined ? placeholder : <Component {...props} />;
}
