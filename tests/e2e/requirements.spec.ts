import type { Flag } from "@/lib/contract/flag";
import { expect, test } from "./support";

test("what a flag needs is chosen by keyboard and shown on both flags, in the list, and for a test user", async ({
  page,
  api,
  project,
}) => {
  const checkout = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: false });
  await api.makeFlag(project, "layout", {
    ...{ flag_type: "string", default_value: { value: "narrow" }, enabled: true },
  });
  const wallet = await api.makeFlag(project, "wallet", { name: "Wallet", enabled: true });
  await api.makeRule(wallet, { environment: "production", value: true });
  const stored = (): Promise<Flag> => api.call("GET", `/flags/${wallet.id}`);
  await page.goto(`/projects/${project.slug}/flags/wallet`);

  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: "Prerequisites…" }).click();
  const dialog = page.getByRole("dialog", { name: "Prerequisites", exact: true });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Choose a flag", { exact: true }).last()).toBeVisible();
  await dialog.getByRole("button", { name: "Flag: Choose a flag" }).press("Enter");
  // Its code may have yet to be loaded.
  await expect(page.getByRole("option", { name: "Checkout (checkout)" })).toBeVisible();
  await page.keyboard.type("check");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "is" }).getByRole("option")).toHaveText(["on", "off"]);
  await expect(dialog.getByText("Only where checkout is on.")).toBeVisible();
  const effect = dialog.getByRole("region", { name: "Who changes" });
  await expect(effect).toContainText("production: false instead of true for everyone, unless checkout is on.");

  await dialog.getByRole("button", { name: "Add flag" }).press("Enter");
  await dialog.getByRole("button", { name: "Flag: Choose a flag" }).press("Enter");
  await page.keyboard.type("layout");
  await page.keyboard.press("Enter");
  await dialog.getByRole("group", { name: "Flag 2" }).getByLabel("gives").fill("wide");
  await expect(dialog.getByText("Only where checkout is on and layout gives wide.")).toBeVisible();
  await expect(effect).toContainText('for everyone, unless checkout is on and layout is "wide".');
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(dialog).toBeHidden();
  expect((await stored()).requires).toEqual([
    { flag: "checkout", variant: "on" },
    { flag: "layout", value: "wide" },
  ]);

  await expect(page.getByText("On in production, but waits for checkout")).toBeVisible();
  await page.getByRole("complementary", { name: "Test a user" }).getByRole("button", { name: "Add attribute" }).click();
  await page.keyboard.type("plan");
  await page.keyboard.press("Tab");
  await page.keyboard.type("pro");
  await expect(page.getByText("It needs checkout, which is off and gives false (off)")).toBeVisible();
  await page.getByRole("link", { name: "checkout is on" }).click();
  await expect(page.getByText("Needed by wallet")).toBeVisible();
  await page.goto(`/projects/${project.slug}/flags`);
  await expect(page.getByText("on, but waits for checkout").first()).toBeVisible();
  expect(checkout.key).toBe("checkout");
});

test("where the flags to choose from cannot be read, the dialog says so and reads them again", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/500/);
  await api.makeFlag(project, "wallet");
  await page.goto(`/projects/${project.slug}/flags/wallet`);
  const isList = ({ pathname, searchParams }: URL) => pathname === "/api/v1/flags" && !searchParams.has("key");
  await page.route(isList, (route) => route.fulfill({ status: 500, json: { error: "Internal server error" } }));
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: "Prerequisites…" }).click();
  const dialog = page.getByRole("dialog", { name: "Prerequisites", exact: true });
  await expect(dialog.getByRole("alert")).toContainText("Could not load the flags");
  await page.unroute(isList);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("button", { name: "Flag: Choose a flag" })).toBeVisible();
});
