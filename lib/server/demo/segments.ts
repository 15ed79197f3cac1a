import type { DemoSegment } from "./shapes";

/** As customer success would deliver it: ids picked by hand, without an attribute that they share. */
const earlyAccessIds = Array.from({ length: 320 }, (_, index) => `usr_${String(4_801 + index * 23).padStart(6, "0")}`);

export const demoSegments: readonly DemoSegment[] = [
  {
    name: "Ledgerline staff",
    description: "Everyone with a company address, and contractors who carry the staff role.",
    rules: [
      { key: "email", operator: "contains", value: "@ledgerline.example" },
      { key: "roles", operator: "contains", value: "staff" },
    ],
    match_type: "any",
  },
  {
    name: "Beta testers",
    description: "Switched on “Try new features early” in their settings.",
    rules: [{ key: "beta_optin", operator: "equals", value: true }],
    match_type: "all",
  },
  {
    name: "European Union",
    description: "Billing address in one of the 27 member states. Payments and tax rules differ there.",
    rules: [
      {
        key: "country",
        operator: "in",
        value: [
          ...["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"],
          ...["IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"],
        ],
      },
    ],
    match_type: "all",
  },
  {
    name: "Large teams",
    description: "More than 50 seats, or on an enterprise contract whatever their size.",
    rules: [
      { key: "company.seats", operator: "greater_than", value: 50 },
      { key: "company.plan", operator: "equals", value: "enterprise" },
    ],
    match_type: "any",
  },
  {
    name: "Signed up under 2026 pricing",
    description: "Joined after the new price list of 1 February 2026. Older customers keep their terms.",
    rules: [
      { key: "signup_date", operator: "greater_than", value: "2026-01-31T23:59:59Z" },
      { key: "company.plan", operator: "not_equals", value: "enterprise" },
    ],
    match_type: "all",
  },
  {
    name: "Early access, wave 1",
    description: "Customers who were promised the new editor in person, and the two design partners' whole companies.",
    rules: [
      { key: "user_id", operator: "in", value: earlyAccessIds },
      { key: "company.id", operator: "in", value: ["cmp_brightwell", "cmp_osterberg"] },
    ],
    match_type: "any",
  },
];
