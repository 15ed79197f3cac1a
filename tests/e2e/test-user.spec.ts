import { expect, expectAccessible, test } from "./support";

test("a user is tried on a flag, saved, and seen in the strip", async ({ page, project, api }) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true, default_value: false });
  await api.makeRule(flag, {
    name: "Pro first",
    conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
    value: true,
  });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const panel = page.getByRole("region", { name: "Test a user" });
  await panel.getByRole("button", { name: "Give plan" }).click();
  await panel.getByLabel("Value of plan").fill("free");
  await expect(panel.getByText("No rule matched: the default is left.")).toBeVisible();
  await panel.getByLabel("Value of plan").fill("pro");
  await expect(panel.getByText("Rule 1 matched first.")).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole("button", { name: "More for test users" }).click();
  await page.getByRole("menuitem", { name: "Save this user …" }).click();
  await page.getByRole("dialog", { name: "Save test user" }).getByLabel("Name").fill("Ada, on pro");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const strip = page.getByRole("region", { name: "What saved test users get" });
  await expect(strip.getByRole("button", { name: /Ada, on pro.*true/ })).toBeVisible();

  await panel.getByRole("button", { name: "Clear" }).click();
  await expect(panel.getByText("Give an attribute to see")).toBeVisible();
  await strip.getByRole("button", { name: /Ada, on pro/ }).click();
  await expect(panel.getByText("Rule 1 matched first.")).toBeVisible();

  await panel.getByRole("tab", { name: "JSON" }).click();
  await expect(panel.getByLabel("Context as JSON")).toHaveValue(/"plan": "pro"/);
  await panel.getByLabel("Context as JSON").fill("{ nonsense");
  await expect(panel.getByText(/Is not JSON yet/)).toBeVisible();
});
