import type { Page } from "@playwright/test";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, test } from "./support";
import type { Api } from "./support/api";
import { card, chooseAction, dragWithMouse, makeRuleList, shownNames, storedNames } from "./support/rules";

const protect = (api: Api, { id }: Project) =>
  api.call("PATCH", `/flags/projects/${id}/environments/production`, { is_protected: true });

const noteIn = (page: Page) => page.getByRole("dialog").getByRole("textbox", { name: "Note for the history" });

/** Says why and confirms, without a mouse. */
async function confirm(page: Page, title: string, why = "") {
  await expect(page.getByRole("dialog", { name: `${title}?` })).toBeVisible();
  await expect(noteIn(page)).toBeFocused();
  await page.keyboard.type(why);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test.describe("what reaches a protected environment", () => {
  test("is asked about once before it is saved, with who changes and why; taking it back is not", async ({
    page,
    project,
    api,
  }) => {
    const { flag, url, rules } = await makeRuleList(api, project, ["One", "Two", "Three"], { isDisjoint: true });
    await protect(api, project);
    const [one] = rules;
    const storedOne = () => api.call("GET", `/flags/${flag.id}/rules/${one?.id}`);
    await page.goto(url);
    const dialog = page.getByRole("dialog");

    await dragWithMouse(page, "Three", "One");
    await expect(dialog).toHaveAccessibleName("Move the rule in production?");
    await expect(dialog).toContainText("Nobody changes.");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(shownNames(page)).toHaveText(["One", "Two", "Three"]);
    expect(await storedNames(api, flag)).toEqual(["One", "Two", "Three"]);
    await chooseAction(page, "Three", "Move to top");
    await confirm(page, "Move the rule in production", "Asked for first");
    await expect.poll(() => storedNames(api, flag)).toEqual(["Three", "One", "Two"]);

    await card(page, "One").getByRole("switch").click();
    await expect(dialog).toContainText("team is One");
    await confirm(page, "Turn off the rule in production");
    await expect.poll(async () => (await storedOne()).enabled).toBe(false);
    await card(page, "One").getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await storedOne()).enabled).toBe(true);

    await card(page, "One").getByRole("button", { name: "Edit" }).click();
    const editor = page.getByRole("form", { name: /^Rule/ });
    await editor.getByRole("textbox", { name: "Name" }).fill("Once");
    await editor.getByRole("button", { name: "Add a note" }).click();
    await editor.getByRole("textbox", { name: "Note for the history" }).fill("As it is called");
    await page.keyboard.press("Enter");
    await expect(noteIn(page)).toHaveValue("As it is called");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    // Nothing that was typed is lost.
    await editor.getByRole("button", { name: "Save rule" }).click();
    await confirm(page, "Save the rule in production", " now");
    await expect(editor).toBeHidden();

    await chooseAction(page, "Two", "Delete");
    await confirm(page, "Delete the rule in production");
    await card(page, "Two").getByRole("button", { name: "Delete now" }).click();
    await expect.poll(() => storedNames(api, flag)).toEqual(["Three", "Once"]);

    const history: AuditEntry[] = await api.call("GET", `/flags/audit?project_id=${project.id}&limit=5`);
    expect(history.map(({ action, comment = "" }) => `${action}: ${comment}`)).toEqual([
      "rule.deleted: ",
      "rule.updated: As it is called now",
      "rule.updated: ",
      "rule.updated: ",
      "rules.reordered: Asked for first",
    ]);
  });

  test("is asked about for the flag as a whole, too, and not for what is elsewhere", async ({ page, project, api }) => {
    const { flag, url } = await makeRuleList(api, project, ["One"], { isDisjoint: true });
    await protect(api, project);
    await page.goto(url);
    const dialog = page.getByRole("dialog");
    const stored = async () => api.call("GET", `/flags/${flag.id}`);
    await page.getByRole("switch", { name: "Checkout in production" }).click();
    await expect(dialog).toContainText("team is One");
    await confirm(page, "Turn off in production", "Over budget");
    await expect.poll(async () => (await stored()).environments.production.enabled).toBe(false);
    const message = page.locator("[data-sonner-toast]").filter({ hasText: "Checkout is off in production" });
    await message.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await stored()).environments.production.enabled).toBe(true);

    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await confirm(page, "Archive Checkout", "Over");
    await expect.poll(async () => (await stored()).status).toBe("archived");
    const history: AuditEntry[] = await api.call("GET", `/flags/audit?project_id=${project.id}&limit=3`);
    expect(history.map(({ comment }) => comment)).toEqual(["Over", undefined, "Over budget"]);

    await api.makeFlag(project, "lamp", { name: "Lamp", enabled: true });
    await page.goto(`/projects/${project.slug}/flags/lamp?env=staging`);
    await page.getByRole("switch", { name: "Lamp in staging" }).click();
    await expect(page.getByText("Lamp is off in staging", { exact: true })).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
});

test.describe("an editor who may not change a protected environment", () => {
  test.use({ role: "editor" });

  test("is told why there are no controls, turns no new flag on there, and copies from it", async ({
    page,
    project,
    api,
  }) => {
    const { flag, url } = await makeRuleList(api, project, ["One"], { isDisjoint: true });
    await protect(api, project);
    await page.goto(url);
    await expect(page.getByText("production is protected. Ask Ada Admin")).toBeVisible();
    await expect(page.getByRole("button", { name: "Add rule" })).toHaveCount(0);
    await page.getByRole("button", { name: "Actions for all rules" }).click();
    await page.getByRole("menuitem", { name: /^Copy to staging/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Copy to staging" }).click();
    await expect
      .poll(async () => (await api.call("GET", `/flags/${flag.id}/rules?environment=staging`)).length)
      .toBe(1);

    // As of a time when it was not protected.
    const remembered = [`guidon-new-flag-on:${project.id}`, '["production","staging"]'] as const;
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), remembered);
    await page.goto(`/projects/${project.slug}/flags?new=1`);
    const dialog = page.getByRole("dialog", { name: "New flag" });
    await expect(dialog.getByRole("checkbox", { name: "staging" })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "production" })).not.toBeChecked();
    await expect(dialog).toContainText("production is protected. Ask Ada Admin");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Lamp");
    await dialog.getByRole("button", { name: "Create flag" }).click();
    await expect(page).toHaveURL(/\/flags\/lamp/);
    const [lamp] = await api.call("GET", `/flags?project_id=${project.id}&key=lamp`);
    expect(lamp.environments).toMatchObject({ production: { enabled: false }, staging: { enabled: true } });
  });
});
