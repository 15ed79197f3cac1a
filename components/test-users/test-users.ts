import { TestUserPanel } from "./test-user-panel";
import { TestUserStrip } from "./test-user-strip";

/** Every page that has one of the two has both. They come as one script, so that their shared code comes once. */
export const testUsers = { TestUserPanel, TestUserStrip };
