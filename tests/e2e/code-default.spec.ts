import { expect, test } from "./support";

test("a flag that is off can leave its value to the code, and says so wherever its value is told", async ({
  page,
  project,
  api,
}) => {
  await api.makeFlag(project, "checkout", { enabled: false, default_value: false });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  await expect(page.getByText("This flag is off: everyone gets false in every environment")).toBeVisible();
  const otherwise = page.getByRole("region", { name: "Otherwise" });
  await otherwise.getByRole("button", { name: "Change" }).click();
  await otherwise.getByRole("checkbox", { name: "While the flag is off, serve nothing" }).check();
  await otherwise.getByRole("button", { name: "Save" }).click();
  await expect(otherwise).toContainText("While the flag is off, applications use the default in their code.");
  await expect(page.getByText("This flag is off: applications use the default in their code")).toBeVisible();
  await page.reload();
  await otherwise.getByRole("button", { name: "Change" }).click();
  await expect(otherwise.getByRole("checkbox")).toBeChecked();
});

test("a flag that leaves its value to the code says that those who need it may change", async ({
  page,
  project,
  api,
}) => {
  const flag = await api.makeFlag(project, "checkout", { enabled: true, when_disabled: "code_default" });
  const requires = [{ flag: flag.key, variant: "off" }];
  await api.makeFlag(project, "wallet", { enabled: true, requires });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  await page.getByRole("switch", { name: "checkout in production" }).click();
  const said = page.getByRole("listitem").filter({ hasText: "checkout is off in production" });
  await expect(said).toContainText("production: Nobody changes.");
  await expect(said).toContainText("What changes in wallet by it is not counted here.");
});
