const KEY = Symbol.for("guidon.process-state");

// globalThis is the only thing that two bundles in one process share; what it holds is read once, since reading it is
// slow.
const shared = globalThis as { [KEY]?: Map<string, unknown> };
const states = shared[KEY] ?? new Map<string, unknown>();
shared[KEY] = states;

/**
 * State that a process has once, however often a bundler copied the module: the server's own bundle and Next's both
 * evaluate this file, and both must see one pool, one cache, one feed.
 */
export function processState<T>(name: string, create: () => T): T {
  // Each name is one caller's, who made it.
  const held = states.get(name) as T | undefined;
  if (held !== undefined) return held;
  const made = create();
  states.set(name, made);
  return made;
}
