import type { DemoFlag } from "./shapes";

export const productFlags: readonly DemoFlag[] = [
  {
    key: "new-invoice-editor",
    name: "New invoice editor",
    description: "Drag-and-drop lines, live totals. Staff, then testers, then wave 1, then everyone step by step.",
    flag_type: "boolean",
    default_value: { value: false },
    enabled: true,
    tags: ["editor", "rollout"],
    rules: {
      production: [
        {
          name: "Crashes before build 5200",
          conditions: [{ attribute: "app_build", operator: "less_than", value: 5200 }],
          value: false,
        },
        { name: "Staff", conditions: [], segment: "Ledgerline staff", value: true },
        { name: "Beta testers", conditions: [], segment: "Beta testers", value: true },
        { name: "Promised in person", conditions: [], segment: "Early access, wave 1", value: true },
        {
          name: "Big accounts wait for the training dates",
          conditions: [],
          segment: "Large teams",
          value: false,
        },
        { name: "Rollout", conditions: [], value: true, percentage: 40 },
        {
          name: "Rollout in Ireland and Portugal (paused: tax lines)",
          conditions: [{ attribute: "country", operator: "in", value: ["IE", "PT"] }],
          value: true,
          percentage: 75,
          enabled: false,
        },
      ],
      staging: [
        {
          name: "Crashes before build 5200",
          conditions: [{ attribute: "app_build", operator: "less_than", value: 5200 }],
          value: false,
        },
        { name: "Everyone", conditions: [], value: true },
      ],
      development: [{ name: "Everyone", conditions: [], value: true }],
    },
  },
  {
    key: "invoice-page-size",
    name: "Invoices on a page",
    description: "How many invoices a list loads at once.",
    flag_type: "number",
    default_value: { value: 25 },
    enabled: true,
    tags: ["performance", "permanent"],
    rules: {
      production: [
        {
          name: "Phones",
          conditions: [{ attribute: "platform", operator: "in", value: ["ios", "android"] }],
          value: 10,
        },
        { name: "Large teams scroll less", conditions: [], segment: "Large teams", value: 100 },
        {
          name: "Accountants see many clients",
          conditions: [{ attribute: "roles", operator: "contains", value: "accountant" }],
          value: 50,
        },
      ],
      staging: [{ name: "Small, so that paging is always tested", conditions: [], value: 5 }],
      development: [{ name: "Small, so that paging is always tested", conditions: [], value: 5 }],
    },
  },
  {
    key: "receipt-scanner",
    name: "Receipt scanner",
    description:
      "Reads receipts from photographs. Tested in staging, on its way to everyone; has no scanner in development.",
    flag_type: "boolean",
    default_value: { value: false },
    enabled: true,
    environments: { development: { enabled: false } },
    tags: ["mobile", "rollout"],
    rules: {
      production: [
        { name: "Staff", conditions: [], segment: "Ledgerline staff", value: true },
        { name: "A quarter of everyone", conditions: [], value: true, percentage: 25 },
      ],
      staging: [{ name: "Everyone", conditions: [], value: true }],
      development: [{ name: "Everyone, once there is a scanner", conditions: [], value: true }],
    },
  },
  {
    key: "smart-expense-matching",
    name: "Smart expense matching",
    description: "Suggests which receipt belongs to which card payment. Turns itself on after the launch event.",
    flag_type: "boolean",
    default_value: { value: false },
    enabled: false,
    scheduledInDays: 14,
    tags: ["launch"],
    // Without a scanned receipt there is nothing to match.
    requires: [{ flag: "receipt-scanner", variant: "on" }],
    rules: {
      production: [
        {
          name: "Owners and bookkeepers of paying teams",
          conditions: [
            { attribute: "plan", operator: "in", value: ["pro", "enterprise"] },
            { attribute: "roles", operator: "in", value: ["owner", "bookkeeper"] },
          ],
          value: true,
        },
        { name: "Everyone else, slowly", conditions: [], value: true, percentage: 10 },
      ],
      staging: [{ name: "Beta testers", conditions: [], segment: "Beta testers", value: true }],
      development: [{ name: "Everyone", conditions: [], value: true }],
    },
  },
  {
    key: "year-end-banner",
    name: "Year-end banner",
    description: "Reminds people to close their books. Off until December.",
    flag_type: "json",
    default_value: { value: { show: false } },
    enabled: false,
    tags: ["seasonal"],
    rules: {
      production: [
        {
          name: "Their tax year ends in another month",
          conditions: [{ attribute: "country", operator: "in", value: "GB, AU, NZ, IN, ZA" }],
          value: { show: false },
        },
        {
          name: "Joined this year: with the guide",
          conditions: [],
          segment: "Signed up under 2026 pricing",
          value: { show: true, text: "Closing your first year? Here is how.", link: "/guides/first-year-end" },
        },
        {
          name: "People who can close the books",
          conditions: [{ attribute: "roles", operator: "in", value: ["owner", "bookkeeper", "accountant"] }],
          value: { show: true, text: "Time to close the books.", link: "/close" },
        },
      ],
      staging: [{ name: "Everyone", conditions: [], value: { show: true, text: "Year-end test", link: "/close" } }],
      development: [],
    },
  },
];
