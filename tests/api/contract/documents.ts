/**
 * The reference documents' examples, as they stand there: the requests that are sent, and what answers them. The
 * service knows nothing of this file.
 */
const PROJECT_ID = "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d";
const FLAG_ID = "c3d4e5f6-7a8b-4c9d-8e0f-1a2b3c4d5e6f";
const SEGMENT_PATH = "/api/v1/flags/segments/1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5e";
const RULES_PATH = `/api/v1/flags/${FLAG_ID}/rules`;
const RULE_PATH = `${RULES_PATH}/f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c`;

export const ids = { project: PROJECT_ID, flag: FLAG_ID };

/** What there must be before the examples can be sent: the lists' contents. */
export const segmentsList = [
  {
    id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5e",
    name: "Pro Users",
    description: "Users on the pro plan in North America",
    rules: [
      { key: "plan", operator: "equals", value: "pro" },
      { key: "country", operator: "in", value: ["US", "CA"] },
    ],
    match_type: "all",
    created_at: "2025-03-10T11:00:00Z",
    updated_at: "2025-03-10T11:00:00Z",
  },
  {
    id: "2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6f",
    name: "Beta Testers",
    description: "Users who opted into the beta program",
    rules: [{ key: "beta_optin", operator: "equals", value: true }],
    match_type: "all",
    created_at: "2025-03-11T09:30:00Z",
    updated_at: "2025-03-11T09:30:00Z",
  },
];

export const rulesList = [
  {
    id: "e5f6a7b8-9c0d-4e1f-9a2b-3c4d5e6f7a8b",
    environment: "production",
    position: 1,
    conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
    value: true,
    percentage: null,
    enabled: true,
    segment_id: null,
    created_at: "2025-03-12T10:00:00Z",
    updated_at: "2025-03-12T10:00:00Z",
  },
  {
    id: "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c",
    environment: "production",
    position: 2,
    conditions: [],
    value: true,
    percentage: 25,
    enabled: true,
    segment_id: null,
    created_at: "2025-03-12T10:05:00Z",
    updated_at: "2025-03-14T09:30:00Z",
  },
];

export const segments = {
  list: { path: `/api/v1/flags/segments?project_id=${PROJECT_ID}`, answer: { data: segmentsList } },
  create: {
    path: "/api/v1/flags/segments",
    body: `{
    "project_id": "a1b2c3d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "name": "Pro Users",
    "description": "Users on the pro plan in North America",
    "rules": [
      {
        "key": "plan",
        "operator": "equals",
        "value": "pro"
      },
      {
        "key": "country",
        "operator": "in",
        "value": ["US", "CA"]
      }
    ],
    "match_type": "all"
  }`,
    answer: { data: segmentsList[0] },
  },
  update: {
    path: SEGMENT_PATH,
    body: `{
    "rules": [
      {
        "key": "plan",
        "operator": "in",
        "value": ["pro", "enterprise"]
      },
      {
        "key": "country",
        "operator": "in",
        "value": ["US", "CA", "GB"]
      }
    ]
  }`,
    answer: {
      data: {
        id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5e",
        name: "Pro Users",
        description: "Users on the pro plan in North America",
        rules: [
          { key: "plan", operator: "in", value: ["pro", "enterprise"] },
          { key: "country", operator: "in", value: ["US", "CA", "GB"] },
        ],
        match_type: "all",
        created_at: "2025-03-10T11:00:00Z",
        updated_at: "2025-03-16T16:00:00Z",
      },
    },
  },
  delete: { path: SEGMENT_PATH },
};

export const rules = {
  list: { path: `${RULES_PATH}?environment=production`, answer: { data: rulesList } },
  create: {
    path: RULES_PATH,
    body: `{
    "environment": "production",
    "position": 1,
    "conditions": [
      {
        "attribute": "plan",
        "operator": "equals",
        "value": "pro"
      },
      {
        "attribute": "country",
        "operator": "in",
        "value": ["US", "CA", "GB"]
      }
    ],
    "value": true,
    "enabled": true
  }`,
    answer: {
      data: {
        id: "e5f6a7b8-9c0d-4e1f-9a2b-3c4d5e6f7a8b",
        environment: "production",
        position: 1,
        conditions: [
          { attribute: "plan", operator: "equals", value: "pro" },
          { attribute: "country", operator: "in", value: ["US", "CA", "GB"] },
        ],
        value: true,
        percentage: null,
        enabled: true,
        segment_id: null,
        created_at: "2025-03-12T10:00:00Z",
        updated_at: "2025-03-12T10:00:00Z",
      },
    },
  },
  update: {
    path: RULE_PATH,
    body: `{
    "percentage": 50,
    "enabled": true
  }`,
    answer: {
      data: {
        id: "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c",
        environment: "production",
        position: 2,
        conditions: [],
        value: true,
        percentage: 50,
        enabled: true,
        segment_id: null,
        created_at: "2025-03-12T10:05:00Z",
        updated_at: "2025-03-16T15:00:00Z",
      },
    },
  },
  delete: { path: RULE_PATH },
};
