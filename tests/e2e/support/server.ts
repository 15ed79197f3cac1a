/** For tests that need a server of their own, such as one that nobody has set up. */
export { startServer } from "../../../scripts/lib/test-server.mjs";
