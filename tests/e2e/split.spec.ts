import { expect, expectNoSidewaysScroll, test } from "./support";
import { card, middleOf } from "./support/rules";

test("a rule is split in three equal parts, an arm is raised, and the split taken apart", async ({
  page,
  api,
  project,
}) => {
  const variants = ["A", "B", "C"].map((name) => ({ name: `Layout ${name}`, value: name }));
  const text = { flag_type: "string", default_value: "off", enabled: true, variants };
  const flag = await api.makeFlag(project, "checkout", text);
  await api.makeRule(flag, { name: "Only", value: "all" });
  const stored = async () => (await api.call("GET", `/flags/${flag.id}/rules?environment=production`))[0];
  await page.goto(`/projects/${project.slug}/flags/${flag.key}`);
  const edit = async () => {
    await card(page, "Only").getByRole("button", { name: "Edit" }).click();
    return page.getByRole("form", { name: "Rule 1" });
  };

  const editor = await edit();
  await editor.getByRole("switch", { name: "Split between values" }).click();
  await editor.getByRole("button", { name: "Add a value" }).click();
  // What has a name and is not served yet is offered first.
  await expect(editor.getByRole("combobox", { name: "Value of arm 2" })).toHaveValue("0");
  await expect(editor.getByRole("combobox", { name: "Value of arm 3" })).toHaveValue("1");
  for (const [index, value] of ["A", "B", "C"].entries()) {
    const field = editor.getByRole("combobox", { name: `Value of arm ${index + 1}` });
    await field.selectOption(`Layout ${value} (${value})`);
  }
  await editor.getByRole("button", { name: "Equal shares" }).click();
  await expect(editor.getByText(/^Nobody is left over; whoever has no user_id gets the value below/)).toBeVisible();
  await expect(editor.getByRole("textbox", { name: "Share of arm 1" })).toHaveValue("33.334");
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Only")).toContainText(
    "33.334 % get Layout A A, 33.333 % get Layout B B, 33.333 % get Layout C C",
  );
  const thirds = [33.334, 33.333, 33.333].map((weight, at) => ({ value: "ABC"[at], weight }));
  expect((await stored()).split).toEqual(thirds);

  await edit();
  const border = editor.getByRole("slider", { name: "Border between arms 1 and 2" });
  await border.press("ArrowRight");
  await expect(border).toHaveAttribute("aria-valuenow", "34.334");
  await border.press("Shift+ArrowLeft");
  await expect(editor.getByText("0.9 % move from Layout B to Layout A; nobody else moves.")).toBeVisible();
  // A hand takes the border, and leaves it beyond what it can reach: nobody's share is nothing.
  const from = await middleOf(border);
  const next = await middleOf(editor.getByRole("slider", { name: "Border between arms 2 and 3" }));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + next.x) / 2, from.y, { steps: 5 });
  const halfWay = (34.234 + 66.667) / 2;
  await expect.poll(async () => Math.abs(Number(await border.getAttribute("aria-valuenow")) - halfWay)).toBeLessThan(1);
  await page.mouse.move(0, from.y, { steps: 5 });
  await expect(border).toHaveAttribute("aria-valuenow", "0.001");
  await page.mouse.up();
  await page.mouse.move(from.x, from.y);
  await expect(border).toHaveAttribute("aria-valuenow", "0.001");
  await border.press("End");
  await expect(editor.getByRole("textbox", { name: "Share of arm 2" })).toHaveValue("0.001");
  const share = editor.getByRole("textbox", { name: "Share of arm 1" });
  await share.fill("35,834");
  await share.press("Enter");
  await expect(editor.getByText("2.5 % move from Layout B to Layout A; nobody else moves.")).toBeVisible();
  await expect(editor.getByRole("region", { name: "Who changes" })).toContainText(
    "2.5 % of people (from 33.334 % to 35.834 %)",
  );
  await editor.getByRole("slider", { name: "End of arm 3" }).press("PageDown");
  await expect(editor.getByText(/^The other 10 %, and whoever has no user_id, get the value below/)).toBeVisible();
  await editor.getByRole("slider", { name: "End of arm 3" }).press("End");
  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Only")).toContainText(
    "35.834 % get Layout A A, 30.833 % get Layout B B, 33.333 % get Layout C C",
  );

  await edit();
  await editor.getByRole("button", { name: "Remove arm 2" }).click();
  await expect(editor.getByText("30.833 % move from Layout B to Layout C; nobody else moves.")).toBeVisible();
  await editor.getByRole("switch", { name: "Split between values" }).click();
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Only")).toContainText("Everyone, serve");
  expect("split" in (await stored())).toBe(false);
});
