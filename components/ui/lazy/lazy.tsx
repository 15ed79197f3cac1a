"use client";

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { isOffline } from "@/lib/client/is-offline";

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

/*
 * Some of a page's code is loaded with its first use. Without a network, or after an update of the server, it cannot
 * be. The page then says so in one place (LoadFailureNote) and keeps what was typed.
 */

interface LoadState {
  /** Some code was wanted and could not be loaded: there is no network, or the server did not give it. */
  readonly failure: "offline" | "refused" | null;
  /** Grows each time that it is worth trying again. */
  readonly attempt: number;
}

const initial: LoadState = { failure: null, attempt: 0 };
let state = initial;
const listeners = new Set<() => void>();

function change(next: LoadState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLoadState = (): LoadState =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => initial,
  );

/**
 * Loads code that somebody waits for.
 * @param load an `import()`, or what makes something of one
 * @returns undefined when it cannot be loaded, which the page says by itself
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    if (state.failure === null) change({ ...state, failure: isOffline() ? "offline" : "refused" });
    return undefined;
  }
}

/** Whatever is still wanted is loaded again. */
export const retryLoading = (): void => change({ failure: null, attempt: state.attempt + 1 });
