import type { Member } from "@/lib/contract/member";
import { getMember } from "../services/members";
import { findTestUserResource, type TestUserResource } from "../services/test-users";
import { idIn, type ResourceFinder } from "./resources";

/** A key's id. Whether there is such a key is found out where it is locked. */
export const keyInPath: ResourceFinder<string> = {
  readsBody: false,
  find: (sent) => ({ projectId: null, resource: idIn(sent, "key_id") }),
};

export const memberInPath: ResourceFinder<Member> = {
  readsBody: false,
  find: async (sent) => ({ projectId: null, resource: await getMember(idIn(sent, "member_id")) }),
};

export const testUserInPath: ResourceFinder<TestUserResource> = {
  readsBody: false,
  find: async (sent) => {
    const resource = await findTestUserResource(idIn(sent, "test_user_id"));
    return { projectId: resource.project_id, resource };
  },
};
