// A file comes in through the window: recognised, previewed, imported, taken back.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { openApp, press, ROOT } from "./harness.mjs";

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
  await page.keyboard.press("n");
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

  await page.keyboard.press("u");
  await page.getByText("The import was taken back").waitFor();
  assert.equal((await app.call("account_list")).rows.length, before);
  assert.deepEqual(app.problems, []);
});

test("an Excel sheet is mapped by keys, tried, imported and taken back", async (t) => {
  const app = await openApp(t, { dark: true });
  const { page } = app;
  const file = `${app.folder}/kunden.xlsx`;
  // Cells of every sort: text, what looks like a formula, a number and a day.
  await app.call("table_export", {
    file,
    name: "Kunden",
    columns: [{ label: "Ref" }, { label: "Wer" }, { label: "Koepfe", holds: "number" }, { label: "Live", holds: "date" }],
    rows: [
      ["X-1", "=Alder Works", "1200", "2025-03-01"],
      ["X-2", "Birch & Söhne", "85", "2024-11-30"],
      ["X-3", "Cedar Mills", "viele", null],
    ],
  });
  await app.pickNext(file);
  const count = async () => (await app.call("account_list")).count;
  const before = await count();
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("alert").getByText(/do not say what kind/).waitFor();
  /** Chooses in a list as a person does who types. */
  const choose = async (list, words) => {
    await list.focus();
    await page.keyboard.type(words);
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  };
  await choose(page.getByLabel("The file holds"), "Accounts");
  await page.getByLabel("What Wer becomes").waitFor();
  for (const [column, field] of [["Wer", "Name"], ["Ref", "Id that finds"], ["Koepfe", "Employees"], ["Live", "Live since"]]) {
    await choose(page.getByLabel(`What ${column} becomes`), field);
    await page.getByLabel(`What ${column} becomes`).locator("option:checked", { hasText: field }).waitFor({ state: "attached" });
  }
  // The third row says "viele" where a number belongs: it is listed, the others can come.
  await page.getByRole("button", { name: /^Import 2 rows/ }).waitFor();
  await page.getByText(/viele/).first().waitFor();
  await app.shot("import-excel-dark");
  assert.deepEqual(await app.accessibility(), []);
  assert.equal(await count(), before, "a dry run writes nothing");

  await page.keyboard.press("Control+Enter");
  await page.getByRole("status").getByText("Imported as accounts").waitFor();
  assert.equal(await count(), before + 2);
  const { rows } = await app.call("account_list");
  const made = await Promise.all(["X-1", "X-2"].map(async (id) => (await app.call("account_get", { id: rows.find((row) => row.external_id === id).id })).account));
  assert.deepEqual(made.map((one) => [one.name, one.employees, one.go_live]), [["=Alder Works", 1200, "2025-03-01"], ["Birch & Söhne", 85, "2024-11-30"]]);
  await page.keyboard.press("u");
  await page.getByText("The import was taken back").waitFor();
  assert.equal(await count(), before);
  assert.deepEqual(app.problems, []);
});

test("the list exported for Excel finds its accounts again", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const count = async () => (await app.call("account_list")).count;
  const before = await count();
  await page.locator("tr.cursor").waitFor();
  await press(page.getByRole("button", { name: "Export" }));
  await press(page.getByRole("button", { name: "For Excel (XLSX)" }));
  await page.getByText(/^Exported/).waitFor();
  await app.pickNext(`${app.folder}/Accounts.xlsx`);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  await page.keyboard.press("n");
  await page.getByText("Nothing is written yet.").waitFor();
  // Health, segment and owner are as they were; columns the book works out itself would be kept beside, each by its name.
  await page.getByRole("region", { name: "What changes" }).getByText("ARR", { exact: true }).first().waitFor();
  await app.shot("import-own-excel");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("status").getByText("Imported as accounts").waitFor();
  assert.equal(await count(), before, "nobody came in twice");
  assert.deepEqual(app.problems, []);
});

test("a file that is no table is refused where it happened, with what to do", async (t) => {
  const app = await openApp(t);
  const file = `${app.folder}/picture.csv`;
  await writeFile(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]));
  await app.pickNext(file);
  await app.page.locator("h1").first().waitFor();
  await app.page.evaluate(() => (location.hash = "#/import"));
  await app.page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  await app.page.keyboard.press("n");
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
  await press(page.getByRole("button", { name: /^Import 4 rows/ }));
  await press(page.getByRole("button", { name: "Next: support_tickets.csv" }));
  await press(page.getByRole("button", { name: /^Import 3 rows/ }));
  await press(page.getByRole("button", { name: "Next: more_tickets.csv" }));
  await page.getByText("2 rows that cannot be read").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-errors-dark");
  await press(page.getByRole("button", { name: /^Save this list/ }));
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

  await page.locator("[data-row]", { hasText: "terms.txt" }).waitFor();
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

  // A PDF is drawn; one that is none says so in place of a page.
  const { pdf } = await app.call("sheet_preview", { account_id: account.id, kind: "white_space" });
  for (const [name, bytes] of [["sheet.pdf", Buffer.from(pdf, "base64")], ["torn.pdf", "%PDF-1.7"]]) {
    await writeFile(`${app.folder}/${name}`, bytes);
    await drop(page, [`${app.folder}/${name}`]);
    await page.getByText(`${name} is kept with the account`).waitFor();
  }
  await page.locator("[data-row]", { hasText: "sheet.pdf" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: /^sheet\.pdf\. .*White space/ }).locator("img").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("account-file-pdf");
  await page.keyboard.press("Escape");
  await page.locator("[data-row]", { hasText: "torn.pdf" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The page cannot be shown: the file is damaged or no PDF.").waitFor();
  await app.shot("account-file-torn");
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
  await press(page.getByRole("button", { name: /^Import 60,000 rows/ }));
  await page.getByRole("progressbar", { name: "Importing many.csv" }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("import-progress");
  await press(page.getByRole("button", { name: "Cancel" }));
  await page.getByRole("progressbar").waitFor({ state: "detached", timeout: 60_000 });
  await page.getByRole("button", { name: /^Import 60,000 rows/ }).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before);
  assert.deepEqual(app.problems, []);
});

test("a deal's next step and contracts in two currencies stand on the account's page", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const file = `${app.folder}/deals.csv`;
  await writeFile(file, "Opportunity ID,Account Name,Opportunity Name,Stage,Next Step\nD-1,Aldergrove Optics,More seats,Qualified,Paul asks procurement on Thursday\n");
  const account = await app.call("account_create", { name: "Aldergrove Optics", currency: "EUR" });
  const seat = await app.call("product_create", { name: "Planner seat", kind: "seat" });
  for (const [currency, quantity] of [["EUR", "40"], ["USD", "5"]]) {
    await app.call("contract_create", { account_id: account.id, start: "2026-04-01", currency, lines: [{ product_id: seat.id, quantity, unit_price: "420", period: "year", trial: false }] });
  }
  await app.call("import_run", { kind: "opportunities", file });
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.getByText("Next: Paul asks procurement on Thursday").waitFor();
  // 40 x 420 = 16,800 and 5 x 420 = 2,100: never added.
  assert.equal((await page.locator("dl.facts div", { hasText: "ARR" }).innerText()).replace(/\s+/g, " "), "ARR €16,800 and $2,100");
  await app.shot("account-two-currencies");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});
