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
