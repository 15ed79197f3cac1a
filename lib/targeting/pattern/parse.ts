/**
 * The parts of a pattern, as far as the checks and the fast matcher need them. Groups disappear: only their content
 * counts.
 * - `one`: any one character that matches this piece of the pattern (`a`, `\\.`, `[a-z]`, `.`, `\\d`);
 * - `start`, `end`: of the whole text; `boundary`: any other assertion.
 */
export type Node =
  | { readonly type: "one"; readonly source: string }
  | { readonly type: "start" | "end" | "boundary" }
  | { readonly type: "repeat"; readonly min: number; readonly max: number; readonly of: Node }
  | { readonly type: "sequence" | "choice"; readonly of: readonly Node[] };

export interface Syntax {
  readonly root: Node;
  /** Whether there are flags such as (?i): then equal pieces may mean different things. */
  readonly hasFlags: boolean;
}

const COUNT = /\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/y;
const GROUP_START = /\((?:\?P?<\w+>|\?([imsU-]*)([:)]))?/y;
/** Characters that mean more than themselves. */
const META = /[\\.+*?()|[\]{}^$]/;
const EMPTY: Node = { type: "sequence", of: [] };

/** One open group: the choices already closed by `|`, and the sequence being read. */
interface Level {
  readonly choices: Node[];
  items: Node[];
}

/**
 * The structure of a pattern that RE2 has already accepted (re2js does not expose its own tree). It need not find
 * errors, and it is not recursive, so that no nesting overflows the stack.
 */
export function parsePattern(pattern: string): Syntax {
  const levels: Level[] = [];
  let level: Level = { choices: [], items: [] };
  let hasFlags = false;
  let at = 0;
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    at += character.length;
    if (character === "(") {
      GROUP_START.lastIndex = at - 1;
      const start = GROUP_START.exec(pattern);
      at = GROUP_START.lastIndex;
      hasFlags ||= Boolean(start?.[1]);
      if (start?.[2] !== ")") {
        levels.push(level);
        level = { choices: [], items: [] };
      }
    } else if (character === ")") {
      const group = close(level);
      level = levels.pop() ?? { choices: [], items: [] };
      level.items.push(group);
    } else if (character === "|") {
      level.choices.push(sequence(level.items));
      level.items = [];
    } else if (character === "\\" && pattern[at] === "Q") {
      const end = pattern.indexOf("\\E", at + 1);
      const quoted = pattern.slice(at + 1, end < 0 ? undefined : end);
      for (const character of quoted) level.items.push(literal(character));
      at += 1 + quoted.length + (end < 0 ? 0 : 2);
    } else if (character === "\\") {
      const length = escapeLength(pattern, at - 1);
      level.items.push(escaped(pattern.slice(at - 1, at - 1 + length)));
      at += length - 1;
    } else if (character === "[") {
      const end = classEnd(pattern, at);
      level.items.push({ type: "one", source: pattern.slice(at - 1, end) });
      at = end;
    } else {
      at = readPlain(pattern, at, character, level.items);
    }
  }
  return { root: close(level), hasFlags };
}

function literal(character: string): Node {
  return { type: "one", source: META.test(character) ? `\\${character}` : character };
}

function escaped(source: string): Node {
  if (source === "\\A") return { type: "start" };
  if (source === "\\z") return { type: "end" };
  return source === "\\b" || source === "\\B" ? { type: "boundary" } : { type: "one", source };
}

/** Reads a character that stands for itself, for any one character, for an edge of the text or for a repetition. */
function readPlain(pattern: string, at: number, character: string, items: Node[]): number {
  if (character === "^") items.push({ type: "start" });
  else if (character === "$") items.push({ type: "end" });
  else if (character === ".") items.push({ type: "one", source: "." });
  else if (character === "*") return repeat(pattern, at, items, 0, Number.POSITIVE_INFINITY);
  else if (character === "+") return repeat(pattern, at, items, 1, Number.POSITIVE_INFINITY);
  else if (character === "?") return repeat(pattern, at, items, 0, 1);
  else {
    COUNT.lastIndex = at - 1;
    const count = character === "{" ? COUNT.exec(pattern) : null;
    // A brace that holds no count is an ordinary character, in RE2 as in Perl.
    if (!count) items.push(literal(character));
    else {
      const min = Number(count[1]);
      const max = count[2] === undefined ? min : Number(count[3] ?? Number.POSITIVE_INFINITY);
      return repeat(pattern, COUNT.lastIndex, items, min, max);
    }
  }
  return at;
}

/**
 * Repeats the last item. A `?` behind the repetition only asks for the shortest match. Returns where reading continues.
 */
function repeat(pattern: string, at: number, items: Node[], min: number, max: number): number {
  items.push({ type: "repeat", min, max, of: items.pop() ?? EMPTY });
  return pattern[at] === "?" ? at + 1 : at;
}

/** Where a class ends, given the place behind its `[`. A `]` right at the start is one of its characters. */
function classEnd(pattern: string, start: number): number {
  let at = pattern[start] === "^" ? start + 1 : start;
  if (pattern[at] === "]") at += 1;
  while (at < pattern.length && pattern[at] !== "]") {
    const named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
    if (named >= 0) at = named + 2;
    else at += pattern[at] === "\\" ? escapeLength(pattern, at) : 1;
  }
  return at + 1;
}

function close(level: Level): Node {
  if (level.choices.length === 0) return sequence(level.items);
  return { type: "choice", of: [...level.choices, sequence(level.items)] };
}

function sequence(items: readonly Node[]): Node {
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { type: "sequence", of: items };
}

/** Escapes longer than one character behind the backslash: hexadecimal, octal, Unicode classes. */
const LONG = /\\(?:x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})|0[0-7]{0,2}|[1-7][0-7]{1,2}|[pP](?:\{[^}]*\}|[^{]))/uy;

/** How long the escape at `at` is, the backslash included, in UTF-16 units. RE2 has accepted the pattern. */
function escapeLength(pattern: string, at: number): number {
  LONG.lastIndex = at;
  return LONG.exec(pattern)?.[0].length ?? 2;
}
