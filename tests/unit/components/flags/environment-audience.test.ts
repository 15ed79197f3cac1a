import { describe, expect, it } from "vitest";
import { type AudienceFlag, environmentAudience } from "@/components/flags/list/audience-cells";
import type { Audience } from "@/lib/contract/flag-list";

const on: AudienceFlag = {
  flag_type: "boolean",
  default_value: { value: false },
  enabled: true,
  status: "active",
  environments: {},
};
const teams = { segment: { id: "s", name: "Large teams" } };
const listed = (audience: Audience) =>
  environmentAudience({ ...on, audiences: { production: audience } }, "production");

describe("how much a flag lets through in an environment", () => {
  it.each<[string, AudienceFlag]>([
    ["off", { ...on, enabled: false, audiences: { production: { to: "everyone" } } }],
    ["off", { ...on, status: "archived", audiences: { production: { to: "everyone" } } }],
    ["off", { ...on, environments: { production: { enabled: false } }, audiences: { production: { to: "everyone" } } }],
    ["everyone", { ...on, environments: { production: { enabled: true, default_value: { value: true } } } }],
    ["nobody", on],
    ["nobody", { ...on, audiences: { staging: { to: "everyone" } } }],
    ["everyone", { ...on, default_value: { value: true } }],
    ["the default", { ...on, flag_type: "string", default_value: { value: "a" } }],
  ])("how much a flag lets through in an environment: %s, where no rule decides", (text, flag) => {
    expect(environmentAudience(flag, "production").text).toBe(text);
  });

  it.each<[string, Audience, number, boolean]>([
    ["everyone", { to: "everyone" }, 100, false],
    ["nobody", { to: "nobody" }, 0, false],
    ["25 % of everyone", { to: "some", percentage: 25 }, 25, false],
    ["40 % of Large teams", { to: "some", percentage: 40, ...teams }, 40, true],
    ["Large teams, by plan", { to: "some", attributes: ["plan"], ...teams }, 100, true],
    [
      "some, by plan, country, and 1 more rule",
      { to: "some", attributes: ["plan", "country"], more_rules: 1 },
      100,
      true,
    ],
    ["at most 5 % of everyone", { to: "some", percentage: 5, at_most: true }, 5, false],
    ["some, by plan", { to: "some", attributes: ["plan"], at_most: true }, 100, true],
    ["all but 30 % of everyone", { to: "all_but_some", percentage: 30 }, 70, false],
    ["all but Large teams, and 2 more rules", { to: "all_but_some", more_rules: 2, ...teams }, 100, true],
  ])("how much a flag lets through in an environment: %s", (text, audience, share, isOfSome) => {
    expect(listed(audience)).toMatchObject({ text, share, isOfSome });
  });
});
