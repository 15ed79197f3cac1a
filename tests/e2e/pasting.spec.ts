import type { Page } from "@playwright/test";
import { expect, test } from "./support";
import { paste } from "./support/paste";

/*
 * What people paste into a list: the chips hold what they meant, and the receipt names what was taken off.
 */

async function openList(page: Page, slug: string) {
  await page.goto(`/projects/${slug}/segments/new`);
  const condition = page.getByRole("group", { name: "Condition 1" });
  await condition.getByRole("combobox", { name: "Attribute" }).fill("user_id");
  await condition.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  return { condition, field: condition.getByRole("textbox", { name: "Add values" }) };
}

const lists = [
  { what: "a JSON array", text: '["u1","u2","u3"]', takenOff: "taken off: brackets and quotes" },
  { what: "quoted values", text: "'u1','u2','u3'", takenOff: "taken off: quotes" },
  { what: "invisible characters", text: "u1\u200b\nu2\nu3", takenOff: "taken off: invisible characters" },
  { what: "a heading", text: "User ID\nu1\nu2\nu3", takenOff: "taken off: the heading “User ID”" },
  { what: "another usual heading", text: "id\nu1\nu2\nu3", takenOff: "taken off: the heading “id”" },
];

for (const { what, text, takenOff } of lists) {
  test(`pasting ${what} adds what was meant, and the receipt names what was taken off`, async ({ page, project }) => {
    const { condition, field } = await openList(page, project.slug);
    await paste(field, text);
    await expect(condition.getByRole("status").filter({ hasText: "3 added" })).toContainText(takenOff);
    for (const id of ["u1", "u2", "u3"]) {
      await expect(condition.getByRole("button", { name: `Remove ${id}`, exact: true })).toBeVisible();
    }
    await expect(condition.getByRole("button", { name: /^Remove u/ })).toHaveCount(3);
  });
}

for (const { from, to, separator } of [
  { from: "is", to: "is one of", separator: "\n" },
  { from: "is not", to: "is not one of", separator: "\r\n" },
  { from: "contains", to: "contains", separator: "\n" },
]) {
  test(`several lines pasted where “${from}” expects one value become a list`, async ({ page, project }) => {
    await page.goto(`/projects/${project.slug}/segments/new`);
    const condition = page.getByRole("group", { name: "Condition 1" });
    await condition.getByRole("combobox", { name: "Attribute" }).fill("user_id");
    const operator = condition.getByRole("combobox", { name: "Operator" });
    await operator.selectOption(from);
    await paste(condition.getByRole("textbox", { name: "Value" }), ["u1", "u2", "u3"].join(separator));
    await expect(condition.getByRole("button", { name: /^Remove u/ })).toHaveCount(3);
    await expect(operator.locator("option:checked")).toHaveText(new RegExp(`^${to}`));
    await expect(condition.getByRole("textbox", { name: "Add values" })).toBeFocused();
    await expect(condition.getByRole("status").filter({ hasText: "3 added" })).toBeVisible();
  });
}

test("a long list is as wide as its row, and not a tower", async ({ page, project }) => {
  const { condition, field } = await openList(page, project.slug);
  await paste(field, Array.from({ length: 24 }, (_, index) => `user-${index}`).join("\n"));
  const list = condition.getByRole("list", { name: "Values" });
  await expect(list.getByRole("listitem")).toHaveCount(24);
  const [row, chips] = await Promise.all([condition.boundingBox(), list.boundingBox()]);
  expect(chips?.width).toBeGreaterThan((row?.width ?? 0) * 0.8);
});

test("blanks around an attribute and a value are taken off as they are left", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/segments/new`);
  const attribute = page.getByRole("combobox", { name: "Attribute" });
  await attribute.fill("email ");
  await page.keyboard.press("Tab");
  await expect(attribute).toHaveValue("email");
  const value = page.getByRole("textbox", { name: "Value" });
  await value.fill("ann@example.com ");
  await page.keyboard.press("Tab");
  await expect(value).toHaveValue("ann@example.com");
});

test("segments whose long names differ at their end are told apart before one is chosen", async ({
  page,
  api,
  project,
}) => {
  const start = "Customers who have bought something in one of our shops within the last twelve months in ";
  for (const end of ["Austria", "Belgium", "Croatia"]) await api.makeSegment(project, `${start}${end}`);
  await api.makeFlag(project, "checkout", { name: "Checkout" });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  await page.getByRole("button", { name: "Add rule" }).click();
  await page.getByRole("button", { name: /^In segment/ }).click();
  const options = page.getByRole("option");
  await expect(options).toHaveCount(3);
  for (const option of await options.all()) {
    const isWhole = await option.evaluate((element) =>
      Array.from(element.querySelectorAll("span")).every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
    );
    expect(isWhole, "the name is not cut").toBe(true);
  }
});
