// The template editor by keyboard: change a shipped template beside the real paper, break it and be told where, save,
// undo, go back to the shipped one, share a folder.
import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

test("a template is changed beside its paper, broken, mended, saved and put back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/settings?at=templates"));
  await page.getByRole("heading", { level: 2, name: "Templates of the papers" }).waitFor();
  await app.shot("settings-templates");
  assert.deepEqual(await app.accessibility(), []);
  await page.getByRole("link", { name: "Edit Proposal" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
  const field = page.getByRole("textbox", { name: "Source of Proposal" });
  await page.getByText(/^Prints on \d pages/).waitFor({ timeout: 20_000 });
  await page.locator(".pages img").first().waitFor();

  // A name nobody knows: told with its line, jumped to with F8, and the known name one button away.
  const shipped = await field.inputValue();
  await field.fill(shipped.replace("v.headline.text", "v.headlin.text"));
  await page.getByText("Did you mean").waitFor();
  await app.shot("template-fault");
  assert.deepEqual(await app.accessibility(), []);
  const line = shipped.split("\n").findIndex((one) => one.includes("v.headline.text")) + 1;
  await page.getByText(new RegExp(`Line ${line}, column \\d+`)).waitFor();
  await page.keyboard.press("F8");
  const at = await field.evaluate((one) => one.value.slice(0, one.selectionStart).split("\n").length);
  assert.equal(at, line);
  assert.equal(await page.getByRole("button", { name: "Save Ctrl S" }).getAttribute("aria-disabled"), "true");
  await press(page.getByRole("button", { name: "Use headline" }));
  await page.getByText(/^Prints on \d pages/).waitFor();
  assert.equal(await field.inputValue(), shipped);

  // A change of one's own: previewed, kept as a draft over a visit elsewhere, then saved.
  await field.fill(shipped.replace('<div class="foot">', '<div class="foot"><div>Our own foot</div>'));
  await page.getByRole("img", { name: /Our own foot/ }).waitFor();
  await app.until(async () => (await app.call("draft_get", { id: "template:proposal/proposal" }))?.body?.includes("Our own foot") ?? false, true);
  await page.evaluate(() => (location.hash = "#/documents"));
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  await page.evaluate(() => (location.hash = "#/template/proposal%2Fproposal"));
  await page.getByText("Not saved yet").waitFor();
  await field.focus();
  await page.keyboard.press("Control+s");
  await page.getByText("the papers use it from now on").waitFor();
  await page.getByText("your own", { exact: true }).waitFor();
  assert.equal((await app.call("template_list")).filter((row) => row.own).length, 1);
  await app.shot("template-own");
  await press(page.getByRole("button", { name: /^Undo/ }).first());
  await page.getByText("as shipped", { exact: true }).waitFor();
  assert.equal(await field.inputValue(), shipped);

  // A name picked from the list is written where the cursor stands.
  await field.evaluate((one) => one.setSelectionRange(0, 0));
  await page.keyboard.press("Control+i");
  await page.getByLabel("Find a name").fill("recipient_name");
  await press(page.getByRole("button", { name: "v.recipient_name" }));
  assert.ok((await field.inputValue()).startsWith("{{ v.recipient_name }}"));
  await press(page.getByRole("button", { name: "Reset to shipped" }));
  assert.equal(await field.inputValue(), shipped);

  // A sheet is printed with an account.
  await page.evaluate(() => (location.hash = "#/template/white-space%2Fwhite-space"));
  await page.getByRole("heading", { level: 1, name: "White space" }).waitFor();
  await page.getByText("Prints on 1 page.").waitFor();
  await page.locator(".pages img").first().waitFor();
  await app.shot("template-sheet");
  assert.deepEqual(await app.accessibility(), []);

  // Sharing: a folder is written and taken again.
  await page.evaluate(() => (location.hash = "#/settings?at=templates"));
  await page.getByRole("button", { name: "Write to a folder" }).waitFor();
  await page.keyboard.press("w");
  await page.getByText(/templates written, 0 of them your own/).waitFor();
  await access(path.join(app.folder, "Headroom templates/proposal/proposal.html"));
  await page.keyboard.press("o");
  await page.getByText("All of them are as shipped").waitFor();
  assert.deepEqual(app.problems, []);
});
