export interface ApiCall {
  /** In capitals. */
  method: string;
  /** From `/api/v1` on. */
  path: string;
  /** A text is sent as it stands, anything else as JSON. */
  body?: unknown;
  /** Further headers, such as `If-Match`. */
  headers?: Readonly<Record<string, string>>;
}

/** A shell word that means exactly this text. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The call as a command for a POSIX shell. The key is left as a variable, which the shell fills in.
 * @param origin scheme and host of the server, without a slash at the end.
 * @param keyVariable the shell's variable that holds the key
 */
export function curlCommand(
  { method, path, body, headers = {} }: ApiCall,
  origin: string,
  keyVariable = "KEY",
): string {
  const parts = [`curl${method === "GET" ? "" : ` -X ${method}`} ${quote(origin + path)}`];
  parts.push(`-H "Authorization: Bearer $${keyVariable}"`);
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined) {
    const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
    parts.push("-H 'Content-Type: application/json'", `-d ${quote(text)}`);
  }
  return parts.join(" \\\n  ");
}
