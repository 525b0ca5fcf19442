// The trash by keyboard alone: deleted, brought back, deleted for good.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

for (const look of ["light", "dark"]) {
  test(`what was deleted comes back, or goes for good (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const rows = async () => (await app.call("account_list")).rows;
    const before = (await rows()).length;
    await page.locator("tr.cursor").waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await page.keyboard.press("Delete");
    await page.getByText("2 accounts moved to the trash").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("x");
    await page.getByRole("heading", { level: 1, name: "Trash" }).waitFor();
    await page.locator("tr.cursor").waitFor();
    assert.deepEqual(await app.accessibility(), []);
    await app.shot(`trash-${look}`);
    const name = await page.locator("tr.cursor .name").innerText();
    await page.keyboard.press("r");
    await page.getByText(`${name} is back`).waitFor();
    assert.ok((await rows()).some((row) => row.name === name));
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    await page.keyboard.press("Delete");
    const sheet = page.getByRole("dialog", { name: "Delete for good" });
    await sheet.waitFor();
    assert.deepEqual(await app.accessibility(), []);
    await app.shot(`trash-for-good-${look}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("The trash is empty").waitFor();
    await page.getByText(/^Deleted for good, last on/).waitFor();
    assert.equal((await rows()).length, before - 1);
    assert.deepEqual((await app.call("check")).problems, []);
    assert.deepEqual(app.problems, []);
  });
}

test("the trash is narrowed by words and by kind, and the filter is there on the way back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.locator("tr.cursor").waitFor();
  const [first, second, third] = (await app.call("account_list")).rows;
  await app.call("accounts_delete", { ids: [first.id, second.id] });
  const contact = (await app.call("account_get", { id: third.id })).contacts[0];
  await app.call("contact_delete", { id: contact.id });
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await page.getByText("3 things").waitFor();
  assert.equal(await page.locator("tbody tr").count(), 3);

  // By words: the name of one account, or the account a person belonged to.
  await page.keyboard.press("/");
  await page.keyboard.type(first.name.toLowerCase());
  await page.getByText("1 of 3 things").waitFor();
  assert.equal(await page.locator("tbody tr").count(), 1);
  await page.getByLabel("Find in this list").fill(third.name);
  await page.locator("tbody").getByText(contact.name).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.closest("table, [role=grid]") !== null);

  // By kind, kept while one is elsewhere.
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("3 things", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Kind all" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "Account (2)" }).press("Enter");
  await page.getByText("2 of 3 things").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("trash-filtered");
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.getByRole("heading", { level: 1, name: "Book" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await page.getByText("2 of 3 things").waitFor();

  // Nothing fits: it says so and shows all again.
  await page.keyboard.press("/");
  await page.keyboard.type("nothing of the kind");
  await page.getByText("Nothing in the trash fits").waitFor();
  await page.getByRole("button", { name: "Show all 3" }).click();
  await page.getByText("3 things", { exact: true }).waitFor();
  assert.deepEqual(app.problems, []);
});
