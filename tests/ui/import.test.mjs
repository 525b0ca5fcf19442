// A file comes in through the window: recognised, previewed, imported, taken back.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { openApp, ROOT } from "./harness.mjs";

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

/** Lets files go over the window, as the system would tell it. */
const drop = (page, paths) =>
  page.evaluate((files) => {
    window.__headroomEvent("tauri://drag-enter", { paths: files });
    window.__headroomEvent("tauri://drag-drop", { paths: files });
  }, paths);

test("the next export dropped on the window is read as the last one, and says what changes", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const file = `${app.folder}/crm.csv`;
  await writeFile(file, "Ref;Wer;Ort\nR-1;Alder Works;Bonn\nR-2;Birch & Sons;Kiel\n");
  await page.locator("tr.cursor").waitFor();
  await drop(page, [file]);
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();

  // No name gives these columns away: the person says it once, by keyboard.
  await page.getByRole("alert").getByText(/do not say what kind/).waitFor();
  await page.getByLabel("The file holds").selectOption("accounts");
  await page.getByRole("status").getByText("No column of the file is the name of the account.").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-lacks");
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await page.locator("select:focus").waitFor();
  await page.getByLabel("What Wer becomes").selectOption("account.name");
  await page.getByRole("button", { name: /^Import 2 rows/ }).waitFor();
  await page.getByLabel("What Ref becomes").selectOption("the key");
  await page.getByRole("button", { name: /^Import 2 rows/ }).waitFor();
  await page.getByLabel("What Ort becomes").selectOption("account.region");
  await page.getByRole("button", { name: /^Import 2 rows/ }).waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.keyboard.press("Control+Enter");
  await page.getByRole("status").getByText("Imported as accounts").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Book" }).waitFor();
  await writeFile(file, "Ref;Wer;Ort\nR-2;Birch & Sons;Hamburg\nR-3;Cedar Mills;Ulm\n");
  await drop(page, [file]);
  await page.getByText("Read as crm.csv was on").waitFor();
  await page.getByRole("region", { name: "What changes" }).getByText(/Kiel\s+Hamburg/).waitFor();
  await page.getByRole("heading", { name: /no longer in the file/ }).waitFor();
  await page.getByText(/Alder Works/).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-refresh");

  // M goes to the columns; a column is left out, and the count follows.
  await page.keyboard.press("m");
  await page.getByLabel("What Ort becomes").selectOption("");
  await page.getByRole("button", { name: /^Import 1 row/ }).waitFor();
  await page.getByLabel("What Ort becomes").selectOption("account.region");
  await page.getByRole("button", { name: /^Import 2 rows/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("status").getByText("Imported as accounts").waitFor();
  const found = async (name) => (await app.call("account_list")).rows.find((row) => row.name === name);
  assert.ok(await found("Alder Works"), "who vanished stays");
  assert.ok(await found("Cedar Mills"));
  await page.keyboard.press("u");
  await page.getByText("The import was taken back").waitFor();
  assert.equal(await found("Cedar Mills"), undefined);
  assert.deepEqual(app.problems, []);
});

test("rows that fail are listed and saved as CSV; several files come one after the other", async (t) => {
  const app = await openApp(t, { dark: true });
  const { page } = app;
  const [accounts, tickets] = ["accounts.csv", "support_tickets.csv"].map((name) => `${ROOT}/src-tauri/engine/tests/fixtures/ravenstack/${name}`);
  const bad = `${app.folder}/more_tickets.csv`;
  await writeFile(bad, "ticket_id,account_id,submitted_at,priority\nT-9,A-100001,2026-02-30,high\nT-10,A-999,2026-02-01,high\nT-11,A-100001,2026-02-01,low\n");
  await page.locator("tr.cursor").waitFor();
  // In this order on purpose: accounts go first, as the others name them.
  await drop(page, [tickets, bad, accounts]);
  await page.getByRole("button", { name: /^Import 4 rows/ }).click();
  await page.getByRole("button", { name: "Next: support_tickets.csv" }).click();
  await page.getByRole("button", { name: /^Import 3 rows/ }).click();
  await page.getByRole("button", { name: "Next: more_tickets.csv" }).click();
  await page.getByText("2 rows that cannot be read").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-errors-dark");
  await page.getByRole("button", { name: /^Save this list/ }).click();
  await page.getByText("Saved 2 rows").waitFor();
  const saved = await readFile(`${app.folder}/more_tickets - not imported.csv`, "utf8");
  assert.match(saved, /^Line,Column,Code,Why\r\n2,submitted_at,invalid_date,/);
  assert.match(saved, /\r\n3,account_id,unknown_account,/);

  const account = (await app.call("account_list")).rows.find((row) => row.external_id === "A-100001");
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { name: /^Support/ }).waitFor();
  await app.shot("account-support-dark");
  assert.deepEqual(app.problems, []);
});

test("a file let go over an account is kept, looked at, saved out and taken away", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const account = await app.call("account_create", { name: "Kept Files Ltd" });
  const files = async () => (await app.call("account_get", { id: account.id })).attachments.map((one) => one.name);
  const note = `${app.folder}/terms.txt`;
  await writeFile(note, "Notice: sixty days.\nSigned in Oslo.");
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: "Kept Files Ltd" }).waitFor();
  const odd = `${app.folder}/order form.docx`;
  await writeFile(odd, "not really");
  await drop(page, [odd]);
  await page.getByText("order form.docx is kept with the account").waitFor();
  // A text can be rows to import: it asks.
  await drop(page, [note]);
  await page.getByRole("dialog", { name: "terms.txt" }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("drop-asks");
  await page.keyboard.press("k");
  await page.getByText("terms.txt is kept with the account").waitFor();
  assert.deepEqual((await files()).sort(), ["order form.docx", "terms.txt"]);

  await page.keyboard.press("j");
  await page.locator("[data-row]:focus", { hasText: "terms.txt" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("Signed in Oslo.").waitFor();
  await page.keyboard.press("Escape");
  await app.shot("account-files");
  await writeFile(note, "changed outside");
  await page.keyboard.press("s");
  await page.getByText("Saved terms.txt").waitFor();
  assert.equal(await readFile(note, "utf8"), "Notice: sixty days.\nSigned in Oslo.", "the book holds the bytes it was given");
  await page.keyboard.press("Delete");
  await page.getByText("terms.txt moved to the trash").waitFor();
  assert.deepEqual(await files(), ["order form.docx"]);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  assert.equal((await files()).length, 2);
  assert.deepEqual(app.problems, []);
});

test("a long import shows how far it is, is stopped, and leaves the book as it was", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const file = `${app.folder}/many.csv`;
  const rows = Array.from({ length: 60_000 }, (_, index) => `N-${index},Number ${index} Ltd,Retail,DE`);
  await writeFile(file, `account_id,account_name,industry,country\n${rows.join("\n")}\n`);
  await page.locator("tr.cursor").waitFor();
  const before = (await app.call("account_list")).rows.length;
  await drop(page, [file]);
  await page.getByRole("button", { name: /^Import 60,000 rows/ }).click({ timeout: 60_000 });
  await page.getByRole("progressbar", { name: "Importing many.csv" }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-progress");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("progressbar").waitFor({ state: "detached", timeout: 60_000 });
  await page.getByRole("button", { name: /^Import 60,000 rows/ }).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before);
  assert.deepEqual(app.problems, []);
});
