import type { DemoTestUser } from "./shapes";

export const demoTestUsers: readonly DemoTestUser[] = [
  {
    name: "Mara, staff in Berlin",
    context: {
      user_id: "usr_000012",
      email: "mara@ledgerline.example",
      country: "DE",
      plan: "pro",
      company: { id: "cmp_0001", plan: "pro", seats: 40 },
    },
    expects: { "instant-payouts": true },
  },
  {
    name: "Luc, large team in Lyon",
    context: {
      user_id: "usr_118203",
      email: "luc@atelier-rhone.example",
      country: "FR",
      plan: "enterprise",
      company: { id: "cmp_4410", plan: "enterprise", seats: 240 },
    },
    expects: { "instant-payouts": false },
  },
  {
    name: "Grace, large team in Leeds",
    context: {
      user_id: "usr_120077",
      email: "grace@northmill.example",
      country: "GB",
      plan: "enterprise",
      company: { id: "cmp_5127", plan: "enterprise", seats: 85 },
    },
    expects: { "instant-payouts": true },
  },
  {
    name: "Sam, alone on the free plan",
    context: {
      user_id: "usr_131940",
      email: "sam@samdraws.example",
      country: "US",
      plan: "free",
      company: { id: "cmp_7702", plan: "free", seats: 1 },
    },
    expects: { "instant-payouts": false },
  },
];
