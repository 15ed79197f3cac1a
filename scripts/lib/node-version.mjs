// Node 14 must be able to parse this file, because it tells people that their Node is too old.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

/** Ends the process with one sentence when this Node is older than package.json asks for. */
export function requireNode() {
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Guidon needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`);
  process.exit(1);
}
