import type { compilePattern } from "../../pattern/compile";
import { type Node, parsePattern } from "../../pattern/parse";

type Compile = typeof compilePattern;

/** The characters that are tried for a class such as `[a-z]` or `\d`; the first rounds try them one by one. */
const CHARACTERS = [
  ..."a0A-_ .@é",
  ..."bcdefghijklmnopqrstuvwxyz123456789",
  ..."BCDEFGHIJKLMNOPQRSTUVWXYZ",
  ..."/:,+#!\n",
];
const LONGEST = 200;
const ROUNDS = 60;

/**
 * Strings that look like what the pattern finds. Each must still be tested: some, or all, may not pass.
 * @param compile `compilePattern`, which needs what this file is loaded with, and so cannot be imported here
 */
export function patternSamples(pattern: string, compile: Compile): readonly string[] {
  const { root } = parsePattern(pattern);
  const samples = new Set<string>();
  const known = new Map<string, readonly string[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = new Sampler(round, known, compile).write(root);
    if (text.length <= LONGEST) samples.add(text);
  }
  return [...samples];
}

/** Writes one string; the same round always writes the same string. */
class Sampler {
  private state: number;

  constructor(
    private readonly round: number,
    private readonly known: Map<string, readonly string[]>,
    private readonly compile: Compile,
  ) {
    this.state = Math.imul(round + 1, 0x9e3779b1);
  }

  write(node: Node): string {
    switch (node.type) {
      case "one":
        return this.pick(this.charactersOf(node.source));
      case "sequence":
        return node.of.map((item) => this.write(item)).join("");
      case "choice": {
        const chosen = node.of[this.number(node.of.length)];
        return chosen ? this.write(chosen) : "";
      }
      case "repeat": {
        const most = Math.min(node.max, node.min + 2, LONGEST);
        const count = Math.min(LONGEST, Math.max(node.min, node.min === 0 ? this.number(most + 1) : node.min));
        return Array.from({ length: count }, () => this.write(node.of)).join("");
      }
      default:
        return "";
    }
  }

  private charactersOf(source: string): readonly string[] {
    const known = this.known.get(source);
    if (known) return known;
    const piece = this.compile(`^(?:${source})$`);
    // The list may contain no character of this class; then the piece is a character itself, or as good as any guess.
    const own = source.replace(/^\\/, "");
    const found = piece.ok ? [own, ...CHARACTERS].filter((character) => piece.isFoundIn(character)) : [];
    this.known.set(source, found);
    return found;
  }

  private pick(from: readonly string[]): string {
    return from[this.round < from.length ? this.round : this.number(from.length)] ?? "";
  }

  /** A pseudo-random whole number below `end` (xorshift). */
  private number(end: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % end;
  }
}
