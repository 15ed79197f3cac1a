/**
 * State that a process has once, however often a bundler copied the module: the server's own bundle and Next's both
 * evaluate this file, and both must see one pool, one cache, one feed.
 */
export function processState<T>(name: string, create: () => T): T {
  const key = Symbol.for(`guidon.${name}`);
  // globalThis is the only thing that two bundles in one process share; it is keyed by symbols of ours alone.
  const shared = globalThis as { [key: symbol]: unknown };
  shared[key] ??= create();
  return shared[key] as T;
}
