import { isKept, parseExactJson } from "@/lib/contract/exact-json";

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Says how to write the first number in JSON text that would be rounded in silence, or nothing when there is none. */
export function roundedNumberProblem(json: string): string | undefined {
  for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"')) continue;
    const number = parseExactJson(token);
    if (typeof number === "number" && !isKept(number)) {
      return `${token} cannot be kept exactly as a number: write it as text, in quotes: "${token}"`;
    }
  }
  return undefined;
}
