/** @typedef {"packages" | "build"} Part what can be made anew */

const CODES = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED", "ERR_INVALID_PACKAGE_CONFIG"];
/** A program that was run says it in its output. */
const NOT_FOUND = /Cannot find (module|package) '/;
/** Where a package is meant: a file of one, or a name that is no path. */
const OF_PACKAGES = /[\\/]node_modules[\\/]|Cannot find (module|package) '[^./\\]/;

/**
 * What is damaged when loading ends with this error; undefined when it is another kind of error.
 * @param {unknown} error
 * @returns {Part | undefined}
 */
export function damageIn(error) {
  if (!(error instanceof Error)) return undefined;
  const isUnparsed = error instanceof SyntaxError && isByLoader(error);
  const isMissing = "code" in error && CODES.includes(String(error.code));
  if (!isMissing && !isUnparsed && !NOT_FOUND.test(error.message)) return undefined;
  // Before its frames, a stack has where the syntax error is, when Node knows it.
  const [place = ""] = (error.stack ?? "").split(/\n\s+at /);
  return OF_PACKAGES.test(isUnparsed ? place : error.message) ? "packages" : "build";
}

/** Whether Node's loader threw it. JSON or a pattern that cannot be parsed is data, and the first frame is another. */
function isByLoader(/** @type {Error} */ { stack = "" }) {
  const [, frame = ""] = stack.split(/\n\s+at /);
  return /node:internal\/(modules|vm)\b/.test(frame);
}
