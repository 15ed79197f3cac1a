const KEY = Symbol.for("guidon.process-state");

// Two bundles in one process share only globalThis. Its property is read once, because reading it is slow.
const shared = globalThis as { [KEY]?: Map<string, unknown> };
const states = shared[KEY] ?? new Map<string, unknown>();
shared[KEY] = states;

/**
 * State that exists once in a process, however often a bundler copied the module: the server's own bundle and Next's
 * both contain this file, and both must share one pool, one cache and one feed.
 */
export function processState<T>(name: string, create: () => T): T {
  // Each name is used by one caller, which created the value.
  const held = states.get(name) as T | undefined;
  if (held !== undefined) return held;
  const created = create();
  states.set(name, created);
  return created;
}
