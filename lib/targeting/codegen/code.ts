const LETTERS = { constant: "k", value: "v", text: "t", number: "n", isList: "l", edition: "edition" } as const;

/** What a numbered name is for. */
export type NameKind = keyof typeof LETTERS;

/**
 * A piece of generated source. No datum can get into one, whatever it holds: a piece is made of the fixed text of a
 * template, of other pieces and of numbered names, and the type admits no string besides. Data is a constant, of which
 * the source knows the name: `k` and a number.
 */
export class Code {
  private constructor(private readonly source: string) {}

  static named(kind: NameKind, number: number): Code {
    return new Code(`${LETTERS[kind]}${Math.trunc(number)}`);
  }

  static join(pieces: readonly Code[], separator: " && " | " || " | "\n"): Code {
    return new Code(pieces.join(separator));
  }

  /** Tags a template. */
  static tag(fixed: TemplateStringsArray, ...pieces: readonly Code[]): Code {
    return new Code(String.raw({ raw: fixed }, ...pieces));
  }

  toString(): string {
    return this.source;
  }
}

export const code = Code.tag;
