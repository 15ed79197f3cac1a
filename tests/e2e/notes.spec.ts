import type { Locator } from "@playwright/test";
import type { AuditEntry } from "@/lib/contract/audit";
import { expect, expectAccessible, test } from "./support";
import { card, makeRuleList } from "./support/rules";

/** Opens the note of the form that is open, says why, and sends the form. */
async function saveWithNote(form: Locator, why: string, action: string) {
  await form.getByRole("button", { name: "Add a note" }).click();
  await form.getByRole("textbox", { name: "Note for the history" }).fill(why);
  await form.getByRole("button", { name: action, exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Note for the history" })).toBeHidden();
}

test("a rule, a flag's details and schedule, a test user and a project are saved with a note why", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, ["Pro"], { isDisjoint: true });
  await page.goto(url);
  await card(page, "Pro").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Name" }).fill("Professionals");
  await expectAccessible(page);
  await saveWithNote(editor, "As sales calls them", "Save rule");

  const chooseFlagAction = async (name: RegExp) => {
    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name }).click();
    return page.getByRole("dialog");
  };
  const details = await chooseFlagAction(/^Edit details/);
  await details.getByRole("textbox", { name: "Name" }).fill("Checkout of 2027");
  await saveWithNote(details, "The old one stays", "Save");
  const schedule = await chooseFlagAction(/^Schedule/);
  await schedule.getByLabel("What happens").selectOption("It turns off");
  await schedule.getByLabel("Off at").fill("2099-01-01T09:00");
  await schedule.getByRole("checkbox", { name: "staging" }).check();
  await schedule.getByRole("checkbox", { name: "production" }).uncheck();
  await saveWithNote(schedule, "With the press release", "Schedule");
  await expect(page.getByText(/^It turns itself off in staging at .*2099/)).toBeVisible();

  const panel = page.getByRole("region", { name: "Test a user" });
  await panel.getByRole("button", { name: "Give team" }).click();
  await panel.getByRole("textbox", { name: "Value of team" }).fill("Pro");
  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: /^Save this user/ }).click();
  const user = page.getByRole("dialog");
  await user.getByRole("textbox", { name: "Name" }).fill("Ada");
  await saveWithNote(user, "Asked by support", "Save");

  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Renamed");
  await saveWithNote(page.locator("form"), "Bought last week", "Save");

  const history: AuditEntry[] = await api.call("GET", `/flags/audit?project_id=${project.id}`);
  const notes = history.flatMap(({ action, comment }) => (comment === undefined ? [] : [`${action}: ${comment}`]));
  expect(notes).toEqual([
    "project.updated: Bought last week",
    "test_user.created: Asked by support",
    "flag.updated: With the press release",
    "flag.updated: The old one stays",
    "rule.updated: As sales calls them",
  ]);
});
