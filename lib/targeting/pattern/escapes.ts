/** Matched at a backslash outside a class, in this order. What is none of these is one escaped character. */
const HEX = /\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y;
const OCTAL = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const CLASS = /\\(?:[dDsSwW]|[pP](?:\{[^}]*\}|[^{]))/uy;
const CONTROL: Readonly<Record<string, string>> = { a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

export type Escape =
  | { readonly type: "literal"; readonly text: string; readonly length: number }
  | { readonly type: "one" | "start" | "end" | "boundary"; readonly length: number };

/** Reads the escape at `at` of a pattern that RE2 has accepted. `length` is in UTF-16 units, the backslash included. */
export function readEscape(pattern: string, at: number): Escape {
  const hex = matchAt(HEX, pattern, at);
  if (hex) return literal(Number.parseInt(hex[1] ?? hex[2] ?? "0", 16), hex[0].length);
  const octal = matchAt(OCTAL, pattern, at);
  if (octal) return literal(Number.parseInt(octal[1] ?? "0", 8), octal[0].length);
  const one = matchAt(CLASS, pattern, at);
  if (one) return { type: "one", length: one[0].length };
  const name = pattern.charAt(at + 1);
  if (name === "A") return { type: "start", length: 2 };
  if (name === "z") return { type: "end", length: 2 };
  if (name === "b" || name === "B") return { type: "boundary", length: 2 };
  return { type: "literal", text: CONTROL[name] ?? name, length: 2 };
}

function literal(codePoint: number, length: number): Escape {
  return { type: "literal", text: String.fromCodePoint(codePoint), length };
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
