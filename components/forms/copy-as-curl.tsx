"use client";

import { CopyButton, copyText } from "@/components/ui/button/copy-button";
import { toast } from "@/components/ui/toast";

interface CopyAsCurlProps {
  /** The request that is about to be sent, made when it is asked for. */
  call: () => ApiCall;
  isLabelled?: boolean;
  className?: string;
}

/** The request behind what is on the screen, as a command; the key is left as `$KEY`. */
export function CopyAsCurl({ call, isLabelled = true, className }: CopyAsCurlProps) {
  return (
    <CopyButton
      label="Copy as curl"
      isLabelled={isLabelled}
      text={() => curlCommand(call(), window.location.origin)}
      {...(className !== undefined && { className })}
    />
  );
}

/** Copies a request as a command and says so: for menus, which close when they are used. */
export async function copyCurlCommand(call: ApiCall): Promise<void> {
  if (await copyText(curlCommand(call, window.location.origin)))
    toast("Copied. Set KEY to an API key before you run it.");
  else toast.error("Could not copy: the browser does not allow it here.");
}

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
