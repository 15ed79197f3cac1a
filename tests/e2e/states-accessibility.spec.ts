import type { Page } from "@playwright/test";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, test } from "./support";
import type { Api } from "./support/api";
import { bringToaster } from "./support/documents";
import { askAndCount } from "./support/evaluations";
import { chooseAction, handle, makeRuleList } from "./support/rules";

/*
 * Every state that lies over a page or changes what stands on it, in both themes: dialogs, menus, lists to choose from,
 * a card that is lifted, toasts, and the notes of a page that is cut off.
 */

interface State {
  what: string;
  /** On the page of a flag with two rules. */
  reach: (page: Page, api: Api, project: Project) => Promise<void>;
}

const chooseFlagAction = async (page: Page, name: RegExp) => {
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name }).click();
};

const states: State[] = [
  {
    what: "a card's menu",
    reach: async (page) => {
      await page.getByRole("button", { name: "Actions for rule 1" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    what: "the flag's menu",
    reach: async (page) => {
      await page.getByRole("button", { name: "Actions for the flag" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    what: "a menu with things that cannot be done",
    reach: async (page) => {
      await page.getByRole("button", { name: "Actions for test users" }).click();
      await expect(page.getByRole("menuitem", { name: /^Delete/ })).toBeDisabled();
    },
  },
  {
    what: "the dialog that deletes, before the key is typed",
    reach: async (page) => {
      await chooseFlagAction(page, /^Delete/);
      await expect(page.getByRole("button", { name: "Delete flag" })).toBeDisabled();
    },
  },
  {
    what: "the dialog of a flag's details",
    reach: async (page) => {
      await chooseFlagAction(page, /^Edit details/);
      await expect(page.getByRole("dialog", { name: "Edit details" })).toBeVisible();
    },
  },
  {
    what: "the dialog of a flag's variants, with a name that is missing",
    reach: async (page) => {
      await chooseFlagAction(page, /^Variants/);
      await page.getByRole("button", { name: "Add variant" }).click();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("group", { name: "Variant 1" }).getByText("Must not be blank")).toBeVisible();
    },
  },
  {
    what: "the question before something typed is thrown away",
    reach: async (page) => {
      await chooseFlagAction(page, /^Edit details/);
      await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Changed");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("alertdialog", { name: "Discard your changes?" })).toBeVisible();
    },
  },
  {
    what: "a rule's editor with a segment to choose",
    reach: async (page) => {
      await chooseAction(page, "First", "Edit");
      await page.getByRole("button", { name: /^In segment/ }).click();
      await expect(page.getByRole("combobox", { name: "Search: Segment" })).toBeVisible();
    },
  },
  {
    what: "a rule's editor with a group, a segment in it and a split",
    reach: async (page) => {
      // The whole editor: what is half below the header is no target.
      await page.setViewportSize({ width: 1280, height: 1800 });
      await chooseAction(page, "First", "Edit");
      await page.getByRole("button", { name: /^Any of these/ }).click();
      await page.getByRole("button", { name: "Add segment" }).first().click();
      await page.getByRole("switch", { name: "Split between values" }).click();
      await page.getByRole("button", { name: "Equal shares" }).click();
      await expect(page.getByRole("slider", { name: "Border between arms 1 and 2" })).toBeVisible();
    },
  },
  {
    what: "a condition's attribute with what others used",
    reach: async (page) => {
      await chooseAction(page, "First", "Edit");
      await page.getByRole("combobox", { name: "Attribute" }).press("ArrowDown");
      await expect(page.getByRole("listbox", { name: "Attributes used in this project" })).toBeVisible();
    },
  },
  {
    what: "a card that is lifted",
    reach: async (page) => {
      await handle(page, "First").press("Space");
      await expect(handle(page, "First")).toHaveAttribute("aria-pressed", "true");
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    what: "the toast of a rule that is deleted",
    reach: async (page) => {
      await chooseAction(page, "First", "Delete");
      const undo = page.getByRole("button", { name: "Undo" });
      await undo.focus();
      await expect(undo).toBeVisible();
    },
  },
  {
    what: "the list of flags with one that is selected, whose name is long and written to the left",
    reach: async (page, api, project) => {
      const [flag] = await api.call("GET", `/flags?project_id=${project.id}`);
      await api.call("PATCH", `/flags/${flag.id}`, { name: "شحن مجاني ".repeat(15), tags: ["web"] });
      await page.goto(`/projects/${project.slug}/flags`);
      await page.getByRole("checkbox", { name: /^Select/ }).press("Space");
      await expect(page.getByRole("region", { name: "Selected flags" })).toBeVisible();
    },
  },
  {
    what: "the dialog that turns off what is selected",
    reach: async (page, _api, project) => {
      await page.goto(`/projects/${project.slug}/flags`);
      await page.getByRole("checkbox", { name: /^Select/ }).press("Space");
      await page.getByRole("button", { name: "Turn off…" }).click();
      await expect(page.getByRole("region", { name: "Who changes" })).toContainText("production:");
    },
  },
  {
    what: "the chart of evaluations with a step chosen, and its table",
    reach: async (page, api, project) => {
      const [flag] = await api.call("GET", `/flags?project_id=${project.id}`);
      await askAndCount(api, project, flag, { pro: 2 });
      await page.reload();
      await page.getByRole("region", { name: "Evaluations", exact: true }).scrollIntoViewIfNeeded();
      await page.getByText("As a table").click();
      await page.getByRole("slider", { name: "Step of the chart" }).focus();
    },
  },
  {
    what: "a page without a network, with a link that was pressed",
    reach: async (page) => {
      await bringToaster(page);
      await page.context().setOffline(true);
      await page.getByRole("link", { name: "Segments" }).click();
      await expect(page.getByText("You are offline, so this page stays.")).toBeVisible();
    },
  },
];

for (const { what, reach } of states) {
  test(`axe finds nothing in ${what}, in either theme`, async ({ page, api, project, consoleWatch }) => {
    consoleWatch.allow(/ERR_INTERNET_DISCONNECTED/);
    await api.makeSegment(project, "Beta testers");
    const { url } = await makeRuleList(api, project, ["First", "Second"], { isDisjoint: true });
    await page.goto(url);
    await reach(page, api, project);
    await expectAccessible(page);
  });
}
