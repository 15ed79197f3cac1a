import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";

test("a flag's code is opened, chosen and copied by keyboard, for the environment that is shown", async ({
  page,
  project,
  api,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await api.makeFlag(project, "limit", { name: "Limit", flag_type: "number", default_value: 1 });
  await page.goto(`/projects/${project.slug}/flags/limit?env=staging`);
  const menu = page.getByRole("button", { name: "Actions for the flag" });
  await menu.press("Enter");
  await page.getByRole("menuitem", { name: "Use in code" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Use in code" });
  await dialog.getByRole("tab", { name: "curl" }).press("ArrowRight");
  await expect(dialog.getByRole("tab", { name: "Node" })).toBeFocused();
  // The README's command: the packages are in Guidon's directory, and the application is in another.
  await expect(dialog.getByText("npm install ../guidon/guidon-*.tgz")).toBeVisible();
  const code = dialog.getByRole("region", { name: "Node code" });
  await code.getByRole("button", { name: "Copy Node code" }).press("Enter");
  await expect(dialog.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code.locator("pre").textContent());
  for (const filledIn of [baseURL, project.id, "staging"]) expect(copied).toContain(JSON.stringify(filledIn));
  expect(copied).toContain('guidon.value("limit", 0, person)');
  await expect(dialog).toContainText("flagd’s providers, which evaluate in the application, get this flag.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(menu).toBeFocused();
});

test("the dialog is accessible in each language, and a phone scrolls its code inside of it", async ({
  page,
  project,
  api,
}) => {
  await page.setViewportSize({ width: 375, height: 780 });
  const lamp = await api.makeFlag(project, "lamp", { enabled: true });
  await api.makeRule(lamp, { conditions: [{ attribute: "plan", operator: "regex", value: "^p" }] });
  await page.goto(`/projects/${project.slug}/flags/lamp`);
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: "Use in code" }).click();
  const dialog = page.getByRole("dialog", { name: "Use in code" });
  await expect(dialog).toContainText("do not get this flag: rule 1 uses a pattern.");
  const regions = { curl: "curl code", Node: "Node code", Browser: "Browser code", React: "React code" };
  for (const [language, region] of Object.entries({ ...regions, "Next.js": "app/layout.jsx" })) {
    await dialog.getByRole("tab", { name: language }).click();
    await expect(dialog.getByRole("region", { name: region })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await expect(dialog.getByRole("link", { name: "API keys" })).toHaveAttribute(
    "href",
    `/projects/${project.slug}/keys`,
  );
});

test.describe("for a viewer", () => {
  test.use({ role: "viewer" });

  test("the code is there, and who can make a key for it", async ({ page, project, api }) => {
    await api.makeFlag(project, "lamp");
    await page.goto(`/projects/${project.slug}/flags/lamp`);
    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name: "Use in code" }).click();
    const dialog = page.getByRole("dialog", { name: "Use in code" });
    await expect(dialog).toContainText("Ask Ada Admin (admin@example.com) for one.");
    await expect(dialog.getByRole("link")).toHaveCount(0);
  });
});
