/** How modules are bundled for the oldest Node that is supported. */
export const forNode = /** @type {const} */ ({
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "error",
});
