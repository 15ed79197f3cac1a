import { expect, expectAccessible, test } from "./support";
import { withoutPrefetchedData } from "./support/documents";

test.describe("axe finds nothing, in either theme", () => {
  test("on the list of projects", async ({ page, project }) => {
    // The other tests' projects would push this one out of the window.
    await withoutPrefetchedData(page);
    await page.route("**/api/v1/flags/projects", (route) => route.fulfill({ json: { data: [project] } }));
    await page.goto("/projects");
    await expect(page.locator(`a[href="/projects/${project.slug}/flags"]`)).toBeVisible();
    await expectAccessible(page);
  });

  test("on an empty list of flags, and in the dialog for a new one", async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("No flags yet")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "New flag" }).click();
    await expect(page.getByRole("dialog", { name: "New flag" })).toBeVisible();
    await page.getByRole("button", { name: "Create flag" }).click();
    await expect(page.getByText("Only letters, digits").first()).toBeVisible();
    await expectAccessible(page);
  });

  test("on a list of flags with all that a row can show, and a toast", async ({ page, project, api }) => {
    const flag = await api.makeFlag(project, "full", { name: "Full", tags: ["a", "b", "c"], description: "All of it" });
    await api.makeFlag(project, "gone", { name: "Gone", status: "archived" });
    await api.makeRule(flag);
    await page.goto(`/projects/${project.slug}/flags?status=all`);
    await page.getByRole("switch", { name: "Full" }).click();
    await expect(page.getByText("Full is on")).toBeVisible();
    await expectAccessible(page);
  });

  test("on the list of segments", async ({ page, project, api }) => {
    const rules = [{ key: "country", operator: "in", value: ["US", "CA", "MX", "BR", "AR", "CL", "PE", "UY"] }];
    await api.makeSegment(project, "Americas", { rules, description: "All of them" });
    await api.makeSegment(project, "Nobody yet");
    await page.goto(`/projects/${project.slug}/segments`);
    await expect(page.getByRole("link", { name: "Americas" })).toBeVisible();
    await expectAccessible(page);
  });

  test("in the menu, the switcher, the palette and the list of keys", async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/flags`);
    await page.getByRole("button", { name: /^Account/ }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Project:/ }).click();
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expectAccessible(page);
  });

  test("on pages that are not there", async ({ page, consoleWatch }) => {
    consoleWatch.allow(/404/);
    await page.goto("/no/such/page");
    await expect(page.getByText("There is no such page")).toBeVisible();
    await expectAccessible(page);
  });
});
