import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support";
import { paste } from "./support/paste";
import { makeRuleList } from "./support/rules";

/*
 * Escape and Cancel never throw away what somebody typed without asking.
 */

const questionOf = (page: Page) => page.getByRole("alertdialog", { name: "Discard your changes?" });

test("a new rule that holds nothing closes at once; one with 10,000 pasted ids asks, and keeps them all", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, []);
  await page.goto(url);
  const add = page.getByRole("button", { name: "Add rule" });
  await add.click();
  const editor = page.getByRole("form", { name: "New rule" });
  await expect(editor.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(editor).toBeHidden();

  await add.click();
  await editor.getByRole("button", { name: "Add condition" }).click();
  await editor.getByRole("combobox", { name: "Attribute" }).fill("user_id");
  await editor.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  const ids = Array.from({ length: 10_000 }, (_, index) => `user-${index}`);
  await paste(editor.getByRole("textbox", { name: "Add values" }), ids.join("\n"));
  await expect(editor.getByText("10,000 added")).toBeVisible();
  await editor.getByRole("textbox", { name: "Name" }).press("Escape");
  await expect(questionOf(page)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(questionOf(page)).toBeHidden();
  await expect(editor.getByText("10,000 added")).toBeVisible();
  await expect(editor.getByRole("textbox", { name: "Name" })).toBeFocused();

  await editor.getByRole("button", { name: "Cancel" }).click();
  await questionOf(page).getByRole("button", { name: "Discard" }).click();
  await expect(editor).toBeHidden();
  await expect(add).toBeFocused();
});

test("a dialog with something typed asks, by its cross, too; an untouched one closes", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/flags`);
  const open = page.getByRole("button", { name: "New flag" });
  const dialog = page.getByRole("dialog", { name: "New flag" });
  await open.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await open.click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("New checkout");
  for (const leave of ["Escape", "Close", "Cancel"]) {
    if (leave === "Escape") await page.keyboard.press("Escape");
    else await dialog.getByRole("button", { name: leave }).click();
    await questionOf(page).getByRole("button", { name: "Keep editing" }).click();
    await expect(questionOf(page)).toBeHidden();
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("New checkout");
  }
  await page.keyboard.press("Escape");
  await questionOf(page).getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
});

test("the default value's editor asks once it was changed", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, []);
  await page.goto(url);
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("checkbox", { name: /serve nothing/ }).check();
  await page.keyboard.press("Escape");
  await questionOf(page).getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("button", { name: "Change" })).toBeFocused();
  expect(await api.call("GET", `/flags/${flag.id}`)).not.toHaveProperty("when_disabled");
});

test.describe("a new segment", () => {
  test("Cancel always leaves it, and asks when something was typed", async ({ page, project }) => {
    const url = `/projects/${project.slug}/segments/new`;
    await page.goto(url);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page).toHaveURL(/\/segments$/);

    await page.goto(url);
    await page.getByRole("textbox", { name: "Name" }).fill("Beta testers");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Stay" }).click();
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Beta testers");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
    await expect(page).toHaveURL(/\/segments$/);
  });

  test("nothing is said of a row that nobody has filled in", async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/segments/new`);
    const audience = page.getByRole("region", { name: "Audience" });
    await expect(audience).not.toContainText("Everyone");
    await page.getByRole("combobox", { name: "Attribute" }).fill("plan");
    await page.getByRole("textbox", { name: "Value" }).fill("pro");
    await expect(audience).toContainText("Everyone whose plan is pro.");
  });

  test.describe("for a viewer", () => {
    test.use({ role: "viewer" });
    test("says whom to ask", async ({ page, project }) => {
      await page.goto(`/projects/${project.slug}/segments/new`);
      await expect(page.getByText("Ask an editor or an admin to make the segment")).toBeVisible();
      await expect(page.getByRole("textbox")).toHaveCount(0);
      await expectAccessible(page);
    });
  });
});
