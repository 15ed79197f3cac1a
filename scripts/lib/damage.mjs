/** @typedef {"packages" | "build"} Part what can be made anew */

const CODES = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED", "ERR_INVALID_PACKAGE_CONFIG"];
/** A program's message, in its output. */
const NOT_FOUND = /Cannot find (module|package) '/;
/** The error concerns a package: a file of one, or a name that is no path. */
const OF_PACKAGES = /[\\/]node_modules[\\/]|Cannot find (module|package) '[^./\\]/;

/**
 * Which part is damaged when loading fails with this error; undefined for another kind of error.
 * @param {unknown} error
 * @returns {Part | undefined}
 */
export function damageIn(error) {
  if (!(error instanceof Error)) return undefined;
  const isUnparsed = error instanceof SyntaxError && isByLoader(error);
  const isMissing = "code" in error && CODES.includes(String(error.code));
  if (!isMissing && !isUnparsed && !NOT_FOUND.test(error.message)) return undefined;
  // The first lines of a stack name the place of a syntax error, when Node knows it.
  const [place = ""] = (error.stack ?? "").split(/\n\s+at /);
  return OF_PACKAGES.test(isUnparsed ? place : error.message) ? "packages" : "build";
}

/** Whether Node's loader threw it. Unparsable JSON or patterns are data, and their first frame is another. */
function isByLoader(/** @type {Error} */ { stack = "" }) {
  const [, frame = ""] = stack.split(/\n\s+at /);
  return /node:internal\/(modules|vm)\b/.test(frame);
}
