import { expect, test } from "./support";
import { withoutPrefetchedData } from "./support/documents";

test("an admin makes a project with environments of its own, and lands in it", async ({ page, api, project }) => {
  const name = `Made by hand ${project.slug}`;
  await page.goto("/projects");
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(dialog.getByText("Must not be blank")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Environments" }).fill("live, Test");
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(dialog.getByText("Only lower-case letters")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Environments" }).fill("live, test");
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByText("No flags yet")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const projects = await api.call("GET", "/flags/projects");
  expect(projects.find((made: { name: string }) => made.name === name)).toMatchObject({
    environments: ["live", "test"],
    settings: { default_environment: "live" },
  });
});

test("an added environment says what it starts with, and the default one is told apart", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/settings`);
  const environments = page.getByRole("list", { name: "Environments of the project" });
  await expect(environments.getByRole("listitem").filter({ hasText: "Default" })).toHaveText(/^production/);
  await page.getByRole("button", { name: "Add environment…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an environment" });
  const start = dialog.getByRole("combobox", { name: "Starts with" });
  await expect(start).toHaveAccessibleDescription("Everyone gets the default value of each flag.");
  await start.selectOption("A copy of staging");
  await expect(start).toHaveAccessibleDescription(/^It gets every rule and the state of every flag/);
  await dialog.getByRole("textbox", { name: "Name" }).fill("qa");
  await dialog.getByRole("button", { name: "Add environment" }).click();
  await expect(environments.getByRole("listitem")).toHaveCount(project.environments.length + 1);

  await page.goto(`/projects/${project.slug}/audit`);
  const made = page.getByRole("listitem").filter({ hasText: "created the environment qa" });
  await expect(made.getByText("qa")).toHaveCount(1);
});

test("the switcher leads an admin to a new project, from anywhere", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/segments`);
  await page.getByRole("button", { name: `Project: ${project.name}` }).click();
  await page.getByRole("link", { name: "New project" }).click();
  await expect(page.getByRole("dialog", { name: "New project" })).toBeVisible();
});

test.describe("an editor", () => {
  test.use({ role: "editor" });

  test("goes to a project and is not offered to make one", async ({ page, project }) => {
    // The other tests' projects would push this one out of the window.
    await withoutPrefetchedData(page);
    await page.route("**/api/v1/flags/projects", (route) => route.fulfill({ json: { data: [project] } }));
    await page.goto("/projects?new=1");
    await page.locator(`a[href="/projects/${project.slug}/flags"]`).click();
    await expect(page.getByRole("button", { name: "New flag" })).toBeVisible();
    await page.getByRole("button", { name: /^Account/ }).click();
    await expect(page.getByRole("menuitem", { name: "Account" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Members" })).toHaveCount(0);
  });
});
