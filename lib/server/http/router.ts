/** What a path leads to, and the values of its parameters. */
interface Match<T> {
  target: T;
  params: Record<string, string>;
}

interface Branch<T> {
  target?: T;
  fixed: Map<string, Branch<T>>;
  named?: { name: string; branch: Branch<T> };
}

const branch = <T>(): Branch<T> => ({ fixed: new Map() });

/**
 * Finds what a path leads to. A fixed name goes before a parameter in the same place.
 * @param targets by path, with parameters as route files have them: `/flags/[flag_id]`. A place has one name for its
 *   parameter, as Next demands, too.
 * @returns a function of a path as it was sent, still percent-encoded
 */
export function createRouter<T>(targets: Iterable<[path: string, target: T]>): (path: string) => Match<T> | undefined {
  const root = branch<T>();
  // A path without parameters is found in one step: the search below would find it as the first, too.
  const fixed = new Map<string, T>();
  for (const [path, target] of targets) {
    add(root, path, target);
    if (!path.includes("[")) fixed.set(path, target);
  }
  return (path) => {
    const known = fixed.get(path);
    if (known !== undefined) return { target: known, params: {} };
    const segments = path.split("/");
    const params: Record<string, string> = {};
    const target = find(root, path.includes("%") ? segments.map(decode) : segments, 0, params);
    return target && { target, params };
  };
}

function add<T>(root: Branch<T>, path: string, target: T): void {
  let at = root;
  for (const segment of path.split("/")) {
    const name = /^\[(\w+)\]$/.exec(segment)?.[1];
    if (name === undefined) {
      const next = at.fixed.get(segment) ?? branch<T>();
      at.fixed.set(segment, next);
      at = next;
    } else {
      at.named ??= { name, branch: branch<T>() };
      if (at.named.name !== name) throw new Error(`${path}: another route calls [${name}] [${at.named.name}]`);
      at = at.named.branch;
    }
  }
  at.target = target;
}

function find<T>(
  at: Branch<T>,
  segments: readonly string[],
  index: number,
  params: Record<string, string>,
): T | undefined {
  const segment = segments[index];
  if (segment === undefined) return at.target;
  const fixed = at.fixed.get(segment);
  const found = fixed && find(fixed, segments, index + 1, params);
  if (found !== undefined || at.named === undefined || segment === "") return found;
  const target = find(at.named.branch, segments, index + 1, params);
  if (target !== undefined) params[at.named.name] = segment;
  return target;
}

/** What is no percent-encoded text is taken as it stands: nothing has such a name. */
export function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
