import { RULE_DEFAULTS } from "@/lib/targeting";

/** The examples of the reference documents, unchanged. */
export const segmentRequestExample = {
  project_id: "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
  name: "Pro Users",
  description: "Users on the pro plan in North America",
  rules: [
    { key: "plan", operator: "equals", value: "pro" },
    { key: "country", operator: "in", value: ["US", "CA"] },
  ],
  match_type: "all",
};

export const segmentExample = {
  id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5e",
  ...segmentRequestExample,
  created_at: "2025-03-10T11:00:00Z",
  updated_at: "2025-03-10T11:00:00Z",
};

export const betaSegmentExample = {
  id: "2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6f",
  project_id: segmentRequestExample.project_id,
  name: "Beta Testers",
  description: "Users who opted into the beta program",
  rules: [{ key: "beta_optin", operator: "equals", value: true }],
  match_type: "all",
  created_at: "2025-03-11T09:30:00Z",
  updated_at: "2025-03-11T09:30:00Z",
};

export const segmentPatchExample = {
  rules: [
    { key: "plan", operator: "in", value: ["pro", "enterprise"] },
    { key: "country", operator: "in", value: ["US", "CA", "GB"] },
  ],
};

export const ruleRequestExample = {
  environment: "production",
  position: 1,
  conditions: [
    { attribute: "plan", operator: "equals", value: "pro" },
    { attribute: "country", operator: "in", value: ["US", "CA", "GB"] },
  ],
  value: true,
  enabled: true,
};

export const ruleExample = {
  id: "e5f6a7b8-9c0d-4e1f-9a2b-3c4d5e6f7a8b",
  flag_id: "c3d4e5f6-7a8b-4c9d-8e0f-1a2b3c4d5e6f",
  ...ruleRequestExample,
  name: null,
  ...RULE_DEFAULTS,
  salt: "e5f6a7b8-9c0d-4e1f-9a2b-3c4d5e6f7a8b",
  created_at: "2025-03-12T10:00:00Z",
  updated_at: "2025-03-12T10:00:00Z",
};

export const rolloutRuleExample = {
  ...ruleExample,
  id: "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c",
  position: 2,
  conditions: [],
  percentage: 25,
  salt: "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c",
  created_at: "2025-03-12T10:05:00Z",
  updated_at: "2025-03-14T09:30:00Z",
};

export const rulePatchExample = { percentage: 50, enabled: true };

const exposed = "true instead of false: plan is one of pro or team, unless plan is pro";
const exposedSentence = `new-checkout in production: ${exposed}`;

/** The answer when a rule for `plan` is `pro` is changed to match `team`, too. */
export const guardErrorExample = {
  error: "Refused by guard: no_new_exposure",
  details: { guard: [exposedSentence] },
  guard: [
    {
      name: "no_new_exposure",
      reason: "new_exposure",
      flag_id: ruleExample.flag_id,
      flag_key: "new-checkout",
      environment: "production",
      sentence: exposedSentence,
      change: {
        rule_before: null,
        rule_after: ruleExample.id,
        from: false,
        to: true,
        who: "plan is one of pro or team, unless plan is pro",
        who_short: "plan is one of pro or team, unless plan is pro",
        who_segments: [],
        sentence: exposed,
        witness: { plan: "team" },
        list_attributes: [],
        is_exposure: true,
      },
    },
  ],
};
