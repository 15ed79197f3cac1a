"use client";

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { loadCode, useLoadState } from "./load-code";

type LazyComponent<Props> = ComponentType<Props> & {
  /** Loads the code before it is needed; from then on the component is drawn at once. It rejects as `load` does. */
  load: () => Promise<ComponentType<Props>>;
  /** As `load`, for a first sign that it may be needed: whether it fails does not matter yet. */
  preload: () => void;
};

/**
 * A component whose code is loaded when the first one is drawn. Unlike React's own, it can be loaded before, and again
 * after a failure: the page goes on without it, says so, and tries again when it is told to.
 * @param placeholder is drawn until the code is there, and by the server; a component gets the props
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: Placeholder<Props> = null,
): LazyComponent<Props> {
  const code: Code<Props> = { component: undefined, listeners: new Set() };
  const loadOnce = async () => {
    if (code.component === undefined) {
      code.component = await load();
      for (const listener of code.listeners) listener();
    }
    return code.component;
  };
  return Object.assign((props: Props) => <Lazy code={code} load={loadOnce} placeholder={placeholder} props={props} />, {
    load: loadOnce,
    preload: () => void loadOnce().catch(() => undefined),
  });
}

type Placeholder<Props> = ReactNode | ((props: Props) => ReactNode);

/** Shared by all places where the component stands. */
interface Code<Props> {
  /** Undefined until it is there. */
  component: ComponentType<Props> | undefined;
  readonly listeners: Set<() => void>;
}

interface LazyProps<Props> {
  code: Code<Props>;
  load: () => Promise<ComponentType<Props>>;
  placeholder: Placeholder<Props>;
  props: Props;
}

function Lazy<Props extends object>({ code, load, placeholder, props }: LazyProps<Props>) {
  const { attempt } = useLoadState();
  const Component = useSyncExternalStore(
    (listener) => {
      code.listeners.add(listener);
      return () => code.listeners.delete(listener);
    },
    () => code.component,
    // The server drew the placeholder, and so must the browser at first, though the code may be there by then.
    () => undefined,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    if (code.component === undefined) void loadCode(load);
  }, [code, load, attempt]);
  if (Component !== undefined) return <Component {...props} />;
  if (typeof placeholder !== "function") return placeholder;
  const Stand = placeholder;
  return <Stand {...props} />;
}
