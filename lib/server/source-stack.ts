import fs from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const BUNDLE = `${pathToFileURL(path.resolve("dist")).href}/`;
const maps = new Map<string, SourceMap | undefined>();

/**
 * Translates the positions of a stack from the bundle to the sources. Node's own way (`--enable-source-maps`) reads the
 * map of every module when it is loaded, Next's too: more than a second and 80 MB at each start. This reads a map when
 * an error needs it, and keeps it.
 */
export function sourceStack(stack: string): string {
  return stack.replace(/(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g, (place, url: string, line: string, column: string) =>
    url.startsWith(BUNDLE) ? (sourcePlace(fileURLToPath(url), Number(line), Number(column)) ?? place) : place,
  );
}

/** Lines and columns count from 1 in stacks, and from 0 in maps. */
function sourcePlace(file: string, line: number, column: number): string | undefined {
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (!entry || !("originalSource" in entry)) return undefined;
  const source = path.resolve(path.dirname(file), entry.originalSource);
  return `${path.relative("", source)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

/** A missing map must not keep a stack from being logged. */
function readMap(file: string): SourceMap | undefined {
  try {
    // esbuild wrote it, in the only format that there is.
    return new SourceMap(JSON.parse(fs.readFileSync(file, "utf8")) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
