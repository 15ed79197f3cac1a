import type { Member } from "@/lib/contract/member";
import type { TestUser } from "@/lib/contract/test-user";
import { getMember } from "../services/members";
import { getTestUser } from "../services/test-users";
import { idIn, type Subject } from "./subjects";

/** A key's id. Whether there is such a key is found out where it is locked. */
export const keyInPath: Subject<string> = {
  readsBody: false,
  find: (sent) => ({ projectId: null, subject: idIn(sent, "key_id") }),
};

export const memberInPath: Subject<Member> = {
  readsBody: false,
  find: async (sent) => ({ projectId: null, subject: await getMember(idIn(sent, "member_id")) }),
};

export const testUserInPath: Subject<TestUser> = {
  readsBody: false,
  find: async (sent) => {
    const testUser = await getTestUser(idIn(sent, "test_user_id"));
    return { projectId: testUser.project_id, subject: testUser };
  },
};
