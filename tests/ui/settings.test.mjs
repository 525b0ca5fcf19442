// Settings by keyboard: where each comes from, what is refused, the way back, the logo and the colour as they print.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

test("a setting says where it comes from and goes back to what is shipped", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/settings?at=deadlines"));
  const chase = page.getByLabel("Chase a sent paper after");
  await chase.fill("8");
  await chase.press("Tab");
  await page.getByText("Shipped: 5 business days.").waitFor();
  await page.getByText("Set in this book.").waitFor();
  assert.equal((await app.call("settings_get")).chase_after_days, 8);
  await page.getByRole("button", { name: "Reset chase a sent paper after" }).press("Enter");
  await page.getByText("As shipped again").waitFor();
  assert.equal((await app.call("settings_get")).chase_after_days, 5);

  await page.evaluate(() => (location.hash = "#/settings?at=formats"));
  const name = page.getByLabel("Name of a file");
  await name.fill("{what}");
  await name.press("Tab");
  await page.getByText(/“?"\{what\}" stands for nothing/).waitFor();
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  await name.fill("{number} {account}");
  await name.press("Tab");
  await page.getByText("P-2026-0003 Aldergrove Optics.pdf").waitFor();

  // A group of radio buttons is one stop; arrows choose.
  await page.getByRole("radio", { name: "A4" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement?.textContent === "Letter" && document.activeElement.getAttribute("aria-checked") === "true");
  assert.equal((await app.call("settings_get")).page_size, "letter");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

for (const look of ["light", "dark"]) {
  test(`the company's logo and colour are shown as they print (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const logo = path.join(app.folder, "mark.svg");
    await writeFile(logo, `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><path d="M0 0h30v30h-30z M40 5h80v20h-80z" fill="#34507a"/></svg>`);
    await app.pickNext(logo);
    await page.evaluate(() => (location.hash = "#/settings?at=you"));
    await page.getByRole("heading", { level: 2, name: "Your company" }).waitFor();
    await page.keyboard.press("l");
    await page.getByRole("img", { name: "The company's logo" }).waitFor();
    const colour = page.getByRole("textbox", { name: "Colour", exact: true });
    await colour.fill("#FFD400");
    await page.getByText(/1\.4:1 on white is too pale/).waitFor();
    await colour.press("Tab");
    await page.getByText("Shipped: #0B6E5F.").waitFor();
    assert.equal((await app.call("settings_get")).company.accent, "#FFD400");
    await app.shot(`settings-identity-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await colour.fill("yellow");
    await colour.press("Tab");
    await page.getByText(/"YELLOW" is no colour/).waitFor();
    await press(page.getByRole("button", { name: "Remove" }));
    await page.getByText("None. The name is printed").waitFor();
    assert.deepEqual(app.problems, []);
  });
}
