import type { FlagHistory } from "@/lib/contract/flag-stats";
import { expect, expectNoSidewaysScroll, test } from "./support";
import { askAndCount } from "./support/evaluations";
import { card, chooseAction } from "./support/rules";

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test("a flag's page shows what the API counts by value and by rule, and how many match an edit", async ({
  page,
  api,
  project,
}) => {
  await api.call("PATCH", `/flags/projects/${project.id}`, { settings: { sample_contexts: true } });
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true, default_value: false });
  const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
  await api.makeRule(flag, { name: "Pro", conditions, value: true });
  await api.makeRule(flag, { name: "Nobody", conditions: [{ ...conditions[0], value: "none" }], value: true });
  await askAndCount(api, project, flag, { pro: 3, free: 9 });
  const history: FlagHistory = await api.call("GET", `/flags/${flag.id}/stats/history?period=hour`);

  await page.goto(`/projects/${project.slug}/flags/checkout`);
  await expect(page.getByText(/^Last asked (just now|\d+ s ago) in production$/)).toBeVisible();
  await expect(card(page, "Pro")).toContainText("(25 % of the last day)");
  await expect(card(page, "Nobody")).toContainText("(0 % of the last day)");
  await expect(page.getByRole("region", { name: "Otherwise" })).toContainText("(75 % of the last day)");

  const chart = page.getByRole("region", { name: "Evaluations", exact: true });
  await chart.scrollIntoViewIfNeeded();
  for (const [tab, text] of [
    ["Week", "in the last seven days"],
    ["Day", "in the last day"],
    ["Hour", "in the last hour"],
  ] as const) {
    await chart.getByRole("tab", { name: tab }).click();
    await expect(chart.getByText(`12 evaluations ${text}`)).toBeVisible();
    await expect(chart.getByRole("listitem")).toHaveText(["true3 · 25 %", "false9 · 75 %"]);
  }
  await chart.getByRole("button", { name: "By rule" }).click();
  await expect(chart.getByRole("listitem")).toHaveText(["Rule 1, Pro3 · 25 %", "Otherwise (no rule)9 · 75 %"]);

  // The table has the API's numbers, step by step, and so has the slider that walks along them.
  await chart.getByText("As a table").click();
  const cells = await chart
    .getByRole("row")
    .filter({ has: page.getByRole("cell") })
    .allInnerTexts();
  const rows = cells.map((row) => row.split("\t").slice(1).map(Number)).reverse();
  const byRule = [true, false].map(
    (isPro) => history.series.find(({ rule_id: id }) => (id !== null) === isPro)?.counts,
  );
  // A minute may have ended since the API was asked: the steps are the same, one further on.
  const busy = (counts: readonly number[]) => counts.filter((count) => count > 0);
  for (const [index, counts] of byRule.entries()) {
    expect(busy(rows.map((row) => row[index] ?? 0))).toEqual(busy(counts ?? []));
  }
  expect(rows.map((row) => row[2])).toEqual(rows.map((row) => (row[0] ?? 0) + (row[1] ?? 0)));
  expect([rows.length, sum(rows.map((row) => row[2] ?? 0))]).toEqual([60, 12]);
  const slider = chart.getByRole("slider", { name: "Step of the chart" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute(
    "aria-valuetext",
    /^\d\d:\d\d to \d\d:\d\d: Rule 1, Pro 0, Otherwise \(no rule\) 0$/,
  );
  await expect(chart.getByRole("listitem")).toHaveText(["Rule 1, Pro0", "Otherwise (no rule)0"]);
  await page.keyboard.press("Tab");
  await expect(chart.getByRole("listitem").first()).toHaveText("Rule 1, Pro3 · 25 %");

  await chooseAction(page, "Pro", "Edit");
  await expect(page.getByText("About 1 in 4 of the 12 seen last in production match.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "staging" }).click();
  await expect(page.getByText("Nobody has asked yet in staging")).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  await expect(chart).toContainText("No application has asked for this flag in staging yet.");
});
