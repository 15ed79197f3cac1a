import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { paste } from "./support/paste";
import { card, makeRuleList } from "./support/rules";

test("all that a condition can say is chosen in words, read as a sentence, and stored as the API has it", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  const add = async (number: number, attribute: string, operator: string) => {
    await editor.getByRole("button", { name: "Add condition" }).click();
    const row = editor.getByRole("group", { name: `Condition ${number}`, exact: true });
    await row.getByRole("combobox", { name: "Attribute" }).fill(attribute);
    await row.getByRole("combobox", { name: "Operator" }).selectOption(operator);
    return row;
  };
  await (await add(1, "age", "is at least")).getByRole("textbox", { name: "Value" }).fill("18");
  await (await add(2, "app_version", "is a newer version than")).getByRole("textbox", { name: "Version" }).fill("2.9");
  await (await add(3, "email", "is the same whatever the case")).getByRole("textbox", { name: "Value" }).fill("A@b.c");
  const path = await add(4, "path", "does not start with");
  await path.getByRole("textbox", { name: "Value" }).fill("/api");
  await path.getByRole("button", { name: "Or any of several" }).click();
  await path.getByRole("textbox", { name: "Add values" }).fill("/docs, all");
  await path.getByRole("textbox", { name: "Add values" }).press("Enter");
  await path.getByRole("button", { name: "Upper and lower case are the same" }).click();
  await expectAccessible(page);
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Only")).toContainText(
    "If age is at least 18 and app_version is a newer version than 2.9 and email is A@b.c whatever the case " +
      "and path does not start with any of /api or /docs, all whatever the case, serve true",
  );
  const [rule] = await api.call("GET", `/flags/${flag.id}/rules?environment=production`);
  expect(rule.conditions).toEqual([
    { attribute: "age", operator: "less_than", value: 18, negate: true },
    { attribute: "app_version", operator: "greater_than", value: "2.9", as: "version" },
    { attribute: "email", operator: "equals", value: "A@b.c", ignore_case: true },
    { attribute: "path", operator: "starts_with", value: ["/api", "/docs, all"], negate: true, ignore_case: true },
  ]);
});

test("what test users hold suggests how to compare, and a card says what can never fit", async ({
  page,
  api,
  project,
}) => {
  const context = { user_id: "u-1", app_version: "2.10.1", since: "soon" };
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Mara", context });
  const { flag, url } = await makeRuleList(api, project, []);
  const conditions = [{ attribute: "since", operator: "greater_than", value: "2026-01-31" }];
  await api.makeRule(flag, { name: "Only", conditions });
  await page.goto(url);
  await expect(page.getByRole("list", { name: "Findings on rule 1, Only" })).toContainText(
    "“since” compares as a date, but Mara’s since is soon, which is no date.",
  );
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const row = page.getByRole("group", { name: "Condition 1", exact: true });
  await row.getByRole("combobox", { name: "Attribute" }).fill("app_version");
  await row.getByRole("combobox", { name: "Kind of value" }).selectOption("number");
  await row.getByRole("textbox", { name: "Value" }).fill("2.9");
  await expect(row.getByRole("status")).toContainText(["Mara’s value is 2.10.1, a version."]);
  await row.getByRole("button", { name: "Compare as versions" }).click();
  await expect(row.getByRole("combobox", { name: "Operator" })).toHaveValue("greater_than version");
  await expect(row.getByRole("textbox", { name: "Version" })).toHaveValue("2.9");
});

test("blanks are taken off or shown, pasted lists are read as meant, and names in a picker are whole", async ({
  page,
  api,
  project,
}) => {
  const long = "People who have bought something in the last ninety days in one of our shops or online, in ";
  for (const country of ["Austria", "Belgium", "Croatia"]) await api.makeSegment(project, long + country);
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  await page.setViewportSize({ width: 375, height: 800 });
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("button", { name: "Add condition" }).click();
  const row = editor.getByRole("group", { name: "Condition 1", exact: true });
  const attribute = row.getByRole("combobox", { name: "Attribute" });
  await attribute.fill("user_id ");
  const value = row.getByRole("textbox", { name: "Value" });
  await value.fill("ann@example.com ");
  await attribute.focus();
  await expect(attribute).toHaveValue("user_id");
  await expect(value).toHaveValue("ann@example.com");
  await row.getByRole("combobox", { name: "Operator" }).selectOption("contains");
  await value.fill(" ann");
  await attribute.focus();
  await expect(row.getByText("There is a blank at the beginning, and it counts.")).toBeVisible();
  await value.fill("");

  await row.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  const field = row.getByRole("textbox", { name: "Add values" });
  await paste(field, '["u1","u2"]');
  await expect(row.getByText("2 added · taken off: brackets and quotes")).toBeVisible();
  await paste(field, "User ID\nu2\nu3\u200B\n");
  await expect(
    row.getByText("1 added · 1 already there · taken off: the heading “User ID”, invisible characters"),
  ).toBeVisible();

  await editor.getByRole("button", { name: /^In segment/ }).click();
  for (const country of ["Austria", "Belgium", "Croatia"]) {
    const option = page.getByRole("option", { name: country });
    await expect(option).toBeVisible();
    // Nothing of the name is cut off.
    expect(
      await option
        .locator("span")
        .first()
        .evaluate((name) => name.scrollWidth <= name.clientWidth),
    ).toBe(true);
  }
  await expectNoSidewaysScroll(page);
});
