import type { Flag } from "@/lib/contract/flag";
import { expect, expectNoSidewaysScroll, test } from "./support";

test("values get names by the keyboard, are served and shown by them, and change wherever they are served", async ({
  page,
  api,
  project,
}) => {
  const fields = { name: "Colour", enabled: true, flag_type: "string", default_value: "#00f" };
  const flag = await api.makeFlag(project, "colour", fields);
  await api.makeRule(flag, { environment: "staging", value: "#0f0" });
  const stored = (): Promise<Flag> => api.call("GET", `/flags/${flag.id}`);
  const openVariants = async () => {
    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name: "Variants…" }).click();
  };
  await page.goto(`/projects/${project.slug}/flags/colour`);

  await openVariants();
  const dialog = page.getByRole("dialog", { name: "Variants" });
  await dialog.getByRole("button", { name: "Add variant" }).press("Enter");
  await expect(dialog.getByRole("group", { name: "Variant 1" }).getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Green");
  await page.keyboard.press("Tab");
  await page.keyboard.type("#0f0");
  await dialog.getByRole("button", { name: "Add variant" }).press("Enter");
  await expect(dialog.getByRole("group", { name: "Variant 2" }).getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Blue");
  await page.keyboard.press("Tab");
  await page.keyboard.type("#00f");
  await dialog.getByRole("button", { name: "Move Blue up" }).press("Enter");
  // Its row is the first: what moved it cannot move it any further.
  await expect(dialog.getByRole("button", { name: "Move Blue down" })).toBeFocused();
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(dialog).toBeHidden();
  const variants = [
    { name: "Blue", value: "#00f" },
    { name: "Green", value: "#0f0" },
  ];
  expect((await stored()).variants).toEqual(variants);
  await expect(page.getByText("Variants: Blue, Green")).toBeVisible();
  await expect(page.getByRole("region", { name: "Otherwise" })).toContainText("serve Blue #00f");

  await page.getByRole("button", { name: "Add rule" }).click();
  const editor = page.getByRole("form", { name: "New rule" });
  const serve = editor.getByRole("combobox", { name: "Serve" });
  await expect(serve.getByRole("option")).toHaveText(["Blue (#00f)", "Green (#0f0)", "Another value …"]);
  // What everyone else gets already is no reason for a rule.
  await expect(serve).toHaveValue("1");
  await serve.selectOption("Another value …");
  await editor.getByRole("textbox", { name: "Another value" }).fill("#fff");
  await serve.selectOption("Green (#0f0)");
  await expect(editor.getByRole("textbox", { name: "Another value" })).toBeHidden();
  await editor.getByRole("button", { name: "Add rule" }).click();
  await expect(page.getByRole("article", { name: "rule 1" })).toContainText("Everyone, serve Green #0f0");

  await openVariants();
  await dialog.getByRole("group", { name: "Variant 2" }).getByLabel("Value").fill("#fa0");
  const who = dialog.getByRole("region", { name: "Who changes" });
  await expect(who).toContainText('production: "#fa0" instead of "#0f0" for everyone.');
  await expect(who).toContainText("development: Nobody changes.");
  await dialog.getByRole("button", { name: "Remove Blue" }).click();
  await expect(dialog.getByRole("region", { name: "Removed: Blue" })).toContainText("production: when no rule matches");
  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoSidewaysScroll(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect(await stored()).toMatchObject({
    default_value: { value: "#00f" },
    variants: [{ name: "Green", value: "#fa0" }],
  });
  await expect(page.getByRole("article", { name: "rule 1" })).toContainText("Everyone, serve Green #fa0");
  const [rule] = await api.call("GET", `/flags/${flag.id}/rules?environment=staging`);
  expect(rule.value).toBe("#fa0");
});
