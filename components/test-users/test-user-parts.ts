import { TestUserPanel } from "./test-user-panel";
import { TestUserStrip } from "./test-user-strip";

/** One script for both: a page with the one has the other, and they share most of what they need. */
export const testUserParts = { TestUserPanel, TestUserStrip };
