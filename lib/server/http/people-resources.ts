import type { Member } from "@/lib/contract/member";
import { assertManagedKey } from "../services/managed-keys";
import { getMember } from "../services/members";
import { findTestUserResource, type TestUserResource } from "../services/test-users";
import { idIn, type ResourceFinder } from "./resources";

/** The id of a key that the caller manages. */
export const keyInPath: ResourceFinder<string> = {
  readsBody: false,
  find: async (sent, caller) => {
    const id = idIn(sent, "key_id");
    await assertManagedKey(id, caller);
    return { projectId: null, resource: id };
  },
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
