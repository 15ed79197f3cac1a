import type { Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, test } from "./support";

const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
const list = (page: Page) => page.getByRole("list", { name: "Flags that differ" });
const promoting = (page: Page) => page.getByRole("dialog", { name: /^Promote / });

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
