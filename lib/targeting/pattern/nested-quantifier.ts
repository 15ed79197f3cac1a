import type { Node } from "./syntax";

/**
 * Whether a repetition without end stands inside a repetition that can go round more than once: `(a+)+`, `(a*)*`,
 * `(?:a|b+)*`, `(a+){2,}`, `(a{2,}){3}`. RE2 runs them in linear time; backtracking engines that may read the same
 * rule (an SDK, a log tool) do not. `(a+)?` and `(a{2}){3}` are harmless and pass.
 */
export function hasNestedQuantifier(root: Node): boolean {
  const pending: { node: Node; isRepeated: boolean }[] = [{ node: root, isRepeated: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, isRepeated } = next;
    if (node.type === "sequence" || node.type === "choice") {
      for (const child of node.of) pending.push({ node: child, isRepeated });
    } else if (node.type === "repeat") {
      if (isRepeated && node.max === Number.POSITIVE_INFINITY) return true;
      pending.push({ node: node.of, isRepeated: isRepeated || node.max > 1 });
    }
  }
  return false;
}
