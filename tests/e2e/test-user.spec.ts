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
  await expect(panel.getByText("No rule matched: the default applies.")).toBeVisible();
  await panel.getByLabel("Value of plan").fill("pro");
  await expect(panel.getByText("Rule 1 matched first.")).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: "Save this user…" }).click();
  await page.getByRole("dialog", { name: "Save test user" }).getByLabel("Name").fill("Ada, on pro");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const strip = page.getByRole("region", { name: "What saved test users get" });
  await expect(strip.getByRole("button", { name: /^Ada, on pro.*true/ })).toBeVisible();

  await panel.getByRole("button", { name: "Clear" }).click();
  await expect(panel.getByText("Add an attribute to see")).toBeVisible();
  await strip.getByRole("button", { name: /^Ada, on pro/ }).click();
  await expect(panel.getByText("Rule 1 matched first.")).toBeVisible();

  await panel.getByRole("tab", { name: "JSON" }).click();
  await expect(panel.getByLabel("Context as JSON")).toHaveValue(/"plan": "pro"/);
  await panel.getByLabel("Context as JSON").fill("{ nonsense");
  await expect(panel.getByText(/Not valid JSON yet/)).toBeVisible();
});

test("a saved user that was changed says so and is updated in one step, under its own name", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  await api.makeRule(flag, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] });
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Mara", context: { plan: "free" } });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const panel = page.getByRole("region", { name: "Test a user" });
  await panel.getByRole("button", { name: "Pick a saved user" }).click();
  await page.getByRole("option", { name: "Mara" }).click();
  const picked = panel.getByRole("button", { name: /^Mara/ });
  await expect(picked).not.toContainText("edited");
  await panel.getByLabel("Value of plan").fill("pro");
  await expect(picked).toContainText("edited");
  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: "Update Mara" }).click();
  await expect(picked).not.toContainText("edited");
  const users = await api.call("GET", `/flags/test-users?project_id=${project.id}`);
  expect(users).toMatchObject([{ name: "Mara", context: { plan: "pro" } }]);

  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: "Delete “Mara”" }).click();
  const stored = () => api.call("GET", `/flags/test-users?project_id=${project.id}`);
  await expect.poll(stored).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(stored).toMatchObject([{ name: "Mara", context: { plan: "pro" } }]);
});

test("the two ways to write a context are tabs: arrows, Home and End go from one to the other", async ({
  page,
  project,
  api,
}) => {
  await api.makeFlag(project, "checkout");
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const panel = page.getByRole("region", { name: "Test a user" });
  const attributes = panel.getByRole("tab", { name: "Attributes" });
  const json = panel.getByRole("tab", { name: "JSON" });
  await attributes.focus();
  for (const [key, chosen, other] of [
    ["ArrowRight", json, attributes],
    ["ArrowRight", attributes, json],
    ["End", json, attributes],
    ["Home", attributes, json],
    ["ArrowLeft", json, attributes],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chosen).toBeFocused();
    await expect(chosen).toHaveAttribute("aria-selected", "true");
    await expect(other).toHaveAttribute("aria-selected", "false");
    await expect(other).toHaveAttribute("tabindex", "-1");
  }
  await expect(panel.getByRole("tabpanel", { name: "JSON" }).getByLabel("Context as JSON")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(panel.getByLabel("Context as JSON")).toBeFocused();
});

test("what a saved user is to get is said in two clicks, and shows green or red with every edit", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true, default_value: false });
  await api.makeRule(flag, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true });
  for (const [name, plan] of [
    ["Ada", "pro"],
    ["Bob", "free"],
  ]) {
    await api.call("POST", "/flags/test-users", { project_id: project.id, name, context: { plan } });
  }
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const strip = page.getByRole("region", { name: "What saved test users get" });
  const expectOf = async (name: string, value: string) => {
    await strip.getByRole("button", { name: `What ${name} is expected to get` }).click();
    await page.getByRole("menuitemradio", { name: value, exact: true }).click();
  };
  await expect(strip.getByText(/expectation/)).toHaveCount(0);
  await expectOf("Ada", "true");
  await expect(strip.getByText("The expectation holds")).toBeVisible();
  await expectOf("Bob", "false");
  await expect(strip.getByText("All 2 expectations hold")).toBeVisible();
  await expectAccessible(page);

  // An edit that is not saved yet.
  await page.locator("[data-rule]").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Value", exact: true }).fill("free");
  await expect(strip.getByText("2 of 2 expectations fail")).toBeVisible();
  await expect(strip.getByRole("button", { name: /^Ada false expected true/ })).toBeVisible();
  await expect(strip.getByRole("button", { name: /^Bob true expected false/ })).toBeVisible();
  await expectAccessible(page);
  await editor.getByRole("textbox", { name: "Value", exact: true }).fill("pro");
  await editor.getByRole("button", { name: "Cancel" }).click();
  await expect(strip.getByText("All 2 expectations hold")).toBeVisible();

  await page.getByRole("link", { name: "staging" }).click();
  await expect(strip.getByText(/expectation/)).toHaveCount(0);
  await page.getByRole("link", { name: "production" }).click();
  await expect(strip.getByText("All 2 expectations hold")).toBeVisible();
  await expectOf("Bob", "true");
  await expect(strip.getByText("1 of 2 expectations fails")).toBeVisible();
  await expectOf("Bob", "Nothing");
  await expect(strip.getByText("The expectation holds")).toBeVisible();
  const [ada, bob] = await api.call("GET", `/flags/test-users?project_id=${project.id}`);
  expect([ada.expectations, bob.expectations]).toEqual([
    [{ flag_id: flag.id, environment: "production", value: true }],
    [],
  ]);
});
