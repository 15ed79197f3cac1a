import type { DemoFlag } from "./shapes";

export const paymentFlags: readonly DemoFlag[] = [
  {
    key: "instant-payouts",
    name: "Instant payouts",
    description: "Pay out within minutes instead of two days. Waits for the licence in the European Union.",
    flag_type: "boolean",
    default_value: { value: false },
    enabled: true,
    tags: ["payments", "rollout"],
    rules: {
      production: [
        { name: "Staff try it first", conditions: [], segment: "Ledgerline staff", value: true },
        { name: "Not licensed in the EU yet", conditions: [], segment: "European Union", value: false },
        { name: "Large teams", conditions: [], segment: "Large teams", value: true },
        {
          name: "A quarter of Pro in North America",
          conditions: [
            { attribute: "plan", operator: "equals", value: "pro" },
            { attribute: "country", operator: "in", value: ["US", "CA"] },
          ],
          value: true,
          percentage: 25,
          // People of one company talk to each other, so all of them or none get it.
          bucket_by: "company.id",
        },
      ],
      staging: [
        { name: "Not licensed in the EU yet", conditions: [], segment: "European Union", value: false },
        { name: "Everyone else", conditions: [], value: true },
      ],
      development: [{ name: "Everyone", conditions: [], value: true }],
    },
  },
  {
    key: "checkout-layout",
    name: "Checkout layout",
    description: "Which checkout a payer sees on an invoice link. The experiment ends when 10,000 payments are in.",
    flag_type: "string",
    default_value: { value: "classic" },
    variants: [
      { name: "Classic", value: "classic", description: "Three pages. What everyone had before the experiment." },
      { name: "Single page", value: "single-page" },
      { name: "Express", value: "express", description: "One button, for whoever has a card stored." },
    ],
    enabled: true,
    tags: ["payments", "experiment"],
    rules: {
      production: [
        {
          name: "Old apps know only the classic one",
          conditions: [
            { attribute: "platform", operator: "in", value: ["ios", "android"] },
            { attribute: "app_version", operator: "regex", value: "^[0-4]\\." },
          ],
          value: "classic",
        },
        {
          // The app stores allow it in North America alone.
          name: "A saved card goes straight through",
          conditions: [
            { attribute: "has_saved_card", operator: "is_true", value: null },
            {
              any: [
                { attribute: "platform", operator: "equals", value: "web" },
                { attribute: "country", operator: "in", value: ["US", "CA"] },
              ],
            },
          ],
          value: "express",
        },
        {
          name: "The experiment: a third each",
          conditions: [],
          value: "classic",
          split: [
            { value: "single-page", weight: 33.334 },
            { value: "express", weight: 33.333 },
          ],
        },
      ],
      staging: [
        {
          name: "Testers pick a layout by address: +express@",
          conditions: [{ attribute: "email", operator: "contains", value: "+express@" }],
          value: "express",
        },
        { name: "Everyone else", conditions: [], value: "single-page" },
      ],
      development: [],
    },
  },
  {
    key: "plan-limits",
    name: "Plan limits",
    description: "What each plan may use. Billing reads the same flag, so a change here is a change of price list.",
    flag_type: "json",
    default_value: { value: { invoices_per_month: 20, seats: 1, exports: ["csv"] } },
    enabled: true,
    tags: ["billing", "permanent"],
    rules: {
      production: [
        {
          name: "Enterprise",
          conditions: [{ attribute: "company.plan", operator: "equals", value: "enterprise" }],
          value: { invoices_per_month: null, seats: null, exports: ["csv", "pdf", "xlsx", "api"] },
        },
        {
          name: "Pro, 2026 pricing",
          conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
          segment: "Signed up under 2026 pricing",
          value: { invoices_per_month: 400, seats: 15, exports: ["csv", "pdf", "xlsx"] },
        },
        {
          name: "Pro, earlier terms",
          conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
          value: { invoices_per_month: 500, seats: 10, exports: ["csv", "pdf"] },
        },
        {
          name: "Starter",
          conditions: [{ attribute: "plan", operator: "equals", value: "starter" }],
          value: { invoices_per_month: 100, seats: 3, exports: ["csv"] },
        },
      ],
      staging: [
        {
          name: "Everything, for tests",
          conditions: [],
          value: { invoices_per_month: null, seats: null, exports: ["csv", "pdf", "xlsx", "api"] },
        },
      ],
      development: [],
    },
  },
  {
    key: "legacy-dashboard",
    name: "Legacy dashboard",
    description: "The way back to the old dashboard. Everyone has moved; kept for the record.",
    flag_type: "boolean",
    default_value: { value: false },
    enabled: false,
    status: "archived",
    tags: ["cleanup"],
    rules: {
      production: [
        {
          name: "Asked to keep it until June",
          conditions: [{ attribute: "company.id", operator: "in", value: ["cmp_harrow", "cmp_lindqvist", "cmp_teal"] }],
          value: true,
        },
      ],
      staging: [],
      development: [],
    },
  },
];
