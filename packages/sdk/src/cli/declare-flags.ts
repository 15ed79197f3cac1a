import type { FlagInput } from "guidon-engine";

const HEADER = `// Written by \`guidon-sdk types\`, which writes over what is changed here.
import "guidon-sdk";

declare module "guidon-sdk" {
  interface Flags {
`;
const FOOTER = `  }
}
`;

/** The types of values, by the types of flags. */
const valueTypes: Readonly<Record<string, string>> = {
  boolean: "boolean",
  string: "string",
  number: "number",
  json: 'import("guidon-sdk").JsonValue',
};

/**
 * Declarations of flags, the same for any order of the flags. Archived flags are left out, because new code must not
 * use them.
 */
export function declareFlags(flags: readonly FlagInput[]): string {
  const active = flags.filter(({ status }) => status !== "archived");
  const sorted = active.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return HEADER + sorted.map((flag) => `    ${declareFlag(flag)}\n`).join("") + FOOTER;
}

function declareFlag({ key, flag_type, variants }: FlagInput): string {
  const value = valueTypes[flag_type ?? ""] ?? 'import("guidon-sdk").JsonValue';
  const names = flag_type === "boolean" && !variants?.length ? ["off", "on"] : (variants ?? []).map(({ name }) => name);
  const variant = names.length === 0 ? "" : `; variant: ${names.map(quoted).toSorted().join(" | ")}`;
  return `${quoted(key)}: { value: ${value}${variant} };`;
}

const quoted = (text: string): string => JSON.stringify(text);
