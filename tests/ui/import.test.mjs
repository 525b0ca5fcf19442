// A file comes in through the window: recognised, previewed, imported, taken back.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

test("a German export is recognised, imported and undone", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const file = `${app.folder}/kunden.csv`;
  await writeFile(file, "Kundennummer;Kunde;Branche;Land;Mitarbeiter\r\nK-1;Müller Werke;Maschinenbau;DE;1.200\r\nK-2;Öko & Söhne;Handel;AT;85\r\n");
  await app.pickNext(file);
  const before = (await app.call("account_list")).rows.length;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  await page.getByRole("button", { name: /Choose a file/ }).click();
  await page.getByText("Nothing is written yet.").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  assert.equal(await page.getByLabel("The file holds").inputValue(), "accounts");
  assert.equal((await app.call("account_list")).rows.length, before);
  await app.shot("import-preview");

  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Imported as/).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before + 2);
  const names = (await app.call("account_list")).rows.map((row) => row.name);
  assert.ok(names.includes("Müller Werke"));

  await page.getByRole("button", { name: "Undo this import" }).click();
  await page.getByText("The import was taken back").waitFor();
  assert.equal((await app.call("account_list")).rows.length, before);
  assert.deepEqual(app.problems, []);
});

test("a file that is no table is refused where it happened, with what to do", async (t) => {
  const app = await openApp(t);
  const file = `${app.folder}/picture.csv`;
  await writeFile(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]));
  await app.pickNext(file);
  await app.page.locator("h1").first().waitFor();
  await app.page.evaluate(() => (location.hash = "#/import"));
  await app.page.getByRole("button", { name: /Choose a file/ }).click();
  await app.page.getByRole("alert").waitFor();
});
