import type { Page } from "@playwright/test";
import type { Rule } from "@/lib/contract/rule";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";

const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
const list = (page: Page) => page.getByRole("list", { name: "Flags that differ" });
const promoting = (page: Page) => page.getByRole("dialog", { name: /^Promote / });

test("flags are compared, promoted to a protected environment with a note, and taken back in one act", async ({
  page,
  api,
  project,
}) => {
  const path = `/flags/projects/${project.id}/environments/production`;
  await api.call("PATCH", path, { is_protected: true });
  const checkout = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  const search = await api.makeFlag(project, "search", {
    ...{ name: "Search", enabled: true, environments: { production: { enabled: false } } },
  });
  const rule = { environment: "production", name: "Pro", conditions, value: true, percentage: 10 };
  const made: Rule = await api.makeRule(checkout, rule);
  const copy = { from: "production", to: "staging", mode: "append" };
  const [copied]: Rule[] = await api.call("POST", `/flags/${checkout.id}/rules/copy`, copy);
  await api.call("PATCH", `/flags/${checkout.id}/rules/${copied?.id}`, { percentage: 50 });
  const percentage = async () => (await api.call("GET", `/flags/${checkout.id}/rules/${made.id}`)).percentage;

  await page.goto(`/projects/${project.slug}/flags`);
  await page.getByRole("link", { name: "Compare environments" }).click();
  const tabs = page.getByRole("navigation", { name: "Project" });
  await expect(tabs.getByRole("link", { name: "Flags" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("What would change if production became what staging is.")).toBeVisible();
  const row = list(page).getByRole("button", { name: /^Checkout/ });
  await expect(row).toContainText("1 rule changed");
  await expect(row).toContainText("New exposure");
  await row.click();
  await expect(list(page).getByRole("region", { name: "What differs" })).toContainText(/Before: 10.*Now: 50/);
  await expect(list(page).getByRole("region", { name: "Who changes" })).toContainText("plan is pro");
  await expect(list(page).getByRole("button", { name: /^Search/ })).toContainText("Nobody changes");
  await expectAccessible(page);

  await page.getByRole("checkbox", { name: "Select Checkout" }).check();
  await page.getByRole("button", { name: "Select all 2" }).click();
  await page.getByRole("button", { name: "Promote to production…" }).click();
  const dialog = promoting(page);
  await expect(dialog).toContainText("production is protected");
  await expect(dialog.getByRole("region", { name: "Who changes" })).toContainText("plan is pro");
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Note for the history" }).fill("Release 7");
  await dialog.getByRole("button", { name: "Promote 2 flags to production" }).click();
  await expect(page.getByText("They are the same")).toBeVisible();
  expect(await percentage()).toBe(50);

  await page.getByRole("link", { name: "History" }).click();
  const changes = page.getByRole("region", { name: "Changes, newest first" });
  const act = changes.getByRole("listitem").first();
  await expect(act).toContainText("Ada Admin promoted 2 flags from staging production");
  await expect(act).toContainText("Release 7");
  await changes.getByRole("button", { name: /^Ada Admin promoted 2 flags/ }).click();
  await expect(act.getByRole("list", { name: "Flag by flag" }).getByRole("listitem")).toHaveCount(2);
  await changes.getByRole("button", { name: /^Restore what was before: Ada Admin promoted 2 flags/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
  await expect(changes.getByRole("listitem").first()).toContainText("took back the promotion of 2 flags");
  expect(await percentage()).toBe(10);
  const { environments } = await api.call("GET", `/flags/${search.id}`);
  expect(environments.production).toEqual({ enabled: false });
});

test("one flag is compared from its page on a phone, and a part of it promoted and taken back at once", async ({
  page,
  api,
  project,
}) => {
  const flag = await api.makeFlag(project, "checkout", {
    ...{ name: "Checkout", enabled: true, environments: { production: { enabled: false } } },
  });
  await api.makeRule(flag, { environment: "staging", conditions, value: true });
  const stateIn = async () => (await api.call("GET", `/flags/${flag.id}`)).environments.production;
  await page.setViewportSize({ width: 375, height: 760 });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  await page.getByRole("button", { name: "Actions for all rules" }).click();
  await page.getByRole("menuitem", { name: "Compare with another environment…" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare Checkout" });
  await expect(dialog.getByRole("region", { name: "What differs" })).toContainText(/State: Off.*becomes On/);
  await expect(dialog.getByRole("region", { name: "What differs" })).toContainText("New: If plan is pro, serve true");
  await expectNoSidewaysScroll(page);
  await dialog.getByRole("button", { name: "Promote to production…" }).click();
  await promoting(page).getByRole("checkbox", { name: "Its rules" }).uncheck();
  await expect(promoting(page).getByRole("region", { name: "Who changes" })).toContainText("Nobody changes.");
  await promoting(page).getByRole("button", { name: "Promote 1 flag to production" }).click();
  await expect.poll(stateIn).toEqual({ enabled: true });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(stateIn).toEqual({ enabled: false });
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });
  test("compares, and is shown no way to promote", async ({ page, api, project }) => {
    const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
    await api.makeRule(flag, { environment: "staging", conditions, value: true });
    await page.goto(`/projects/${project.slug}/compare?from=production&to=staging`);
    await expect(list(page)).toContainText("1 rule fewer");
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByText("You see this project and change nothing in it.")).toBeVisible();
  });
});
