"use client";

import { type ComponentType, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { isOffline } from "@/lib/client/api-error";
import { Store } from "@/lib/client/store";

type LazyComponent<Props> = ComponentType<Props> & {
  /** Loads the code in advance; the component then renders at once. It rejects as `load` does. */
  load: () => Promise<ComponentType<Props>>;
  /** As `load`, but ignores a failure: for a first sign that the code may be needed. */
  preload: () => void;
};

/**
 * A component whose code is loaded when the first one renders. Unlike `React.lazy`, its code can be loaded in advance,
 * and again after a failure: the page works without it, says so, and retries when asked.
 * @param placeholder renders until the code is there, and on the server; a component gets the props
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
    // The server rendered the placeholder, so the browser must render it first, too, even when the code is there.
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
 * Some of a page's code is loaded when it is first used. That fails without a network, or after the server was updated.
 * The page then says so in one place (LoadFailureNote) and keeps what was typed.
 */

interface LoadState {
  /** Why some code could not be loaded: there is no network, or the server did not send it. */
  readonly failure: "offline" | "refused" | null;
  /** A counter that grows with each retry. */
  readonly attempt: number;
}

const initial: LoadState = { failure: null, attempt: 0 };
const state = new Store(initial);

export const useLoadState = (): LoadState => useSyncExternalStore(state.subscribe, state.get, () => initial);

/**
 * Loads code that somebody waits for.
 * @param load an `import()`, or a function of its result
 * @returns undefined when it cannot be loaded; LoadFailureNote says so
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    const { failure, attempt } = state.get();
    if (failure === null) state.set({ attempt, failure: isOffline() ? "offline" : "refused" });
    return undefined;
  }
}

/** Retries all code that could not be loaded. */
export function retryLoading(): void {
  const { failure, attempt } = state.get();
  if (failure !== null) state.set({ failure: null, attempt: attempt + 1 });
}

interface WhenSeenProps {
  /** Stands in the place of the children, as high as they are. */
  placeholder: ReactNode;
  children: ReactNode;
}

/**
 * How long a page may take to load what stands above, in milliseconds. Until then the place may be in sight by chance.
 */
const SETTLING_MS = 1_500;

/**
 * Renders its children once their place is in sight. Until then, nothing of them is loaded or requested. It looks when
 * somebody scrolls, and otherwise once the page has settled.
 */
export function WhenSeen({ placeholder, children }: WhenSeenProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const place = ref.current;
    if (isSeen || place === null) return;
    const observer = new IntersectionObserver((entries) => setIsSeen(entries.some((entry) => entry.isIntersecting)));
    const look = () => observer.observe(place);
    const settled = setTimeout(look, SETTLING_MS);
    addEventListener("scroll", look, { once: true, passive: true });
    return () => {
      observer.disconnect();
      clearTimeout(settled);
      removeEventListener("scroll", look);
    };
  }, [isSeen]);
  return <div ref={ref}>{isSeen ? children : placeholder}</div>;
}
