import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { withoutPrefetchedData } from "./support/documents";
import { paste } from "./support/paste";

async function addCondition(page: Page, number: number, attribute: string, operator: string): Promise<Locator> {
  const condition = page.getByRole("group", { name: `Condition ${number}` });
  if ((await condition.count()) === 0) await page.getByRole("button", { name: "Add condition" }).click();
  await condition.getByRole("combobox", { name: "Attribute" }).fill(attribute);
  await condition.getByRole("combobox", { name: "Operator" }).selectOption(operator);
  return condition;
}

test("a segment is built with each kind of operator and stored as the API knows it", async ({ page, api, project }) => {
  await page.goto(`/projects/${project.slug}/segments/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Grown-ups abroad");
  const plan = await addCondition(page, 1, "plan", "is");
  await plan.getByRole("textbox", { name: "Value" }).fill("pro");
  const country = await addCondition(page, 2, "country", "is not one of");
  await country.getByRole("textbox", { name: "Add values" }).fill("US,CA,");
  const age = await addCondition(page, 3, "age", "is more than");
  await age.getByRole("textbox", { name: "Value" }).fill("17");
  const joined = await addCondition(page, 4, "joined", "is less than");
  await joined.getByRole("combobox", { name: "Kind of value" }).selectOption("date");
  await joined.getByLabel("Value", { exact: true }).fill("2026-01-31");
  const mail = await addCondition(page, 5, "email", "does not contain");
  await mail.getByRole("textbox", { name: "Value" }).fill("@example.com");
  await expect(page.getByRole("region", { name: "Audience" })).toContainText(
    "Everyone whose plan is pro and country is not one of US or CA and age is more than 17 " +
      "and joined is before 2026-01-31 and email does not contain @example.com.",
  );
  await page.getByText("Any", { exact: true }).click();
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByRole("heading", { name: "Grown-ups abroad" })).toBeVisible();
  await expect(page).toHaveURL(/segments\/[0-9a-f-]{36}$/);
  const [segment] = await api.call("GET", `/flags/segments?project_id=${project.id}`);
  expect(segment).toMatchObject({
    name: "Grown-ups abroad",
    match_type: "any",
    rules: [
      { key: "plan", operator: "equals", value: "pro" },
      { key: "country", operator: "not_in", value: ["US", "CA"] },
      { key: "age", operator: "greater_than", value: 17 },
      { key: "joined", operator: "less_than", value: "2026-01-31" },
      { key: "email", operator: "not_contains", value: "@example.com" },
    ],
  });
});

test("9,170 pasted ids with duplicates and bad rows are counted, saved and shown again", async ({
  page,
  api,
  project,
}) => {
  const ids = Array.from({ length: 9_170 }, (_, index) => `user-${index}`);
  const bad = Array.from({ length: 12 }, (_, index) => `${index}${"x".repeat(4_100)}`);
  await page.goto(`/projects/${project.slug}/segments/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Wave 1");
  const condition = await addCondition(page, 1, "user_id", "is one of");
  const field = condition.getByRole("textbox", { name: "Add values" });
  await paste(field, ["user_id", ...ids, ...ids.slice(0, 250), ...bad].join("\n"));
  await expect(condition.getByText("9,170 added · 250 already there · 12 rejected")).toBeVisible();
  await expect(condition.getByText("9,170 values of at most 100,000")).toBeVisible();
  await paste(field, "user-5\tann@example.com\nnew-1\tbob@example.com");
  await condition.getByRole("region", { name: "Pasted table" }).getByRole("button", { name: "Add" }).click();
  await expect(condition.getByText("1 added · 1 already there")).toBeVisible();
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByRole("heading", { name: "Wave 1" })).toBeVisible();
  const [segment] = await api.call("GET", `/flags/segments?project_id=${project.id}`);
  expect(segment.rules[0].value).toEqual([...ids, "new-1"]);
  await page.reload();
  await expect(page.getByText("9,171 values of at most 100,000")).toBeVisible();
});

test("saving a segment in use first shows whom it reaches; cancelling saves nothing", async ({
  page,
  api,
  project,
}) => {
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.makeRule(flag, { name: "Pros first", segment_id: segment.id });
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  await expect(page.getByText("Used by 1 rule of 1 flag")).toBeVisible();
  await page.getByRole("textbox", { name: "Value" }).fill("team");
  await page.getByRole("button", { name: "Save segment" }).click();
  const dialog = page.getByRole("alertdialog", { name: "This changes 1 rule of 1 flag" });
  await expect(dialog).toContainText("Everyone whose plan is pro.");
  await expect(dialog).toContainText("Everyone whose plan is team.");
  await expect(dialog.getByRole("link", { name: "Pros first" })).toBeVisible();
  const whoChanges = dialog.getByRole("region", { name: "Who changes" });
  await expect(whoChanges).toContainText("Checkout in production");
  await expect(whoChanges).toContainText("in Pro, not in Pro as it was");
  await expect(whoChanges).toContainText("New exposure");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect((await api.call("GET", `/flags/segments/${segment.id}`)).rules[0].value).toBe("pro");
  await page.getByRole("button", { name: "Save segment" }).click();
  await dialog.getByRole("button", { name: "Save segment" }).click();
  await expect(dialog).toBeHidden();
  expect((await api.call("GET", `/flags/segments/${segment.id}`)).rules[0].value).toBe("team");
});

test("a segment is not saved while it is not known which rules use it", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/500/);
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.makeRule(flag, { name: "Pros first", segment_id: segment.id });
  await withoutPrefetchedData(page);
  const usage = "**/usage*";
  await page.route(usage, (route) => route.fulfill({ status: 500, json: { error: "Internal server error" } }));
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  await page.getByRole("textbox", { name: "Value" }).fill("team");
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Could not save the segment: something went wrong on the server.")).toBeVisible();
  expect((await api.call("GET", `/flags/segments/${segment.id}`)).rules[0].value).toBe("pro");
  await page.unroute(usage);
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("alertdialog", { name: "This changes 1 rule of 1 flag" })).toBeVisible();
});

test("deleting a segment in use lists who loses it and who is turned off, and asks for its name", async ({
  page,
  api,
  project,
}) => {
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  const conditions = [{ attribute: "country", operator: "equals", value: "US" }];
  const both = await api.makeRule(flag, { name: "Both", segment_id: segment.id, conditions });
  const alone = await api.makeRule(flag, { name: "Alone", segment_id: segment.id });
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  await page.getByRole("button", { name: "Actions for the segment" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Pro?" });
  await expect(dialog.getByText("1 rule has no other condition and would begin to match everyone.")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: /^Alone/ })).toContainText("will be turned off");
  await expect(dialog.getByRole("listitem").filter({ hasText: /^Both/ })).toContainText("keeps its other conditions");
  const whoChanges = dialog.getByRole("region", { name: "Who changes" });
  await expect(whoChanges).toContainText("country is US, not in Pro");
  await expect(whoChanges).toContainText("for example country: US");
  await expectAccessible(page);
  const confirm = dialog.getByRole("button", { name: "Delete segment" });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill("Pro");
  await confirm.click();
  await expect(page).toHaveURL(/\/segments$/);
  const after = async (id: string) => api.call("GET", `/flags/${flag.id}/rules/${id}`);
  expect(await after(alone.id)).toMatchObject({ segment_id: null, enabled: false });
  expect(await after(both.id)).toMatchObject({ segment_id: null, enabled: true });
});

test("axe finds nothing on a segment's page, and nothing is wider than a phone", async ({ page, api, project }) => {
  const segment = await api.makeSegment(project, "Averylongnamewithoutspaces".repeat(7), {
    description: "Long ".repeat(100),
    rules: [{ key: "user_id", operator: "in", value: Array.from({ length: 60 }, (_, index) => `user-${index}`) }],
  });
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  await expect(page.getByText("60 values of at most")).toBeVisible();
  await expect(page.getByRole("region", { name: "Test a user" })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 375, height: 740 });
  await expectNoSidewaysScroll(page);
});
