// A German and an American type numbers and days as they are used to and get what they meant; what can be meant two ways
// is refused with both readings and not saved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const people = [
  { locale: "de-DE", price: "1.234,50", quantity: "1.200", day: "21.11.2026", shown: "1.234,50", hint: "Samstag, 21. November 2026", ambiguous: "03/04/2026", readings: /3\. April 2026.*4\. März 2026/ },
  { locale: "en-US", price: "1,234.50", quantity: "1,200", day: "11/21/2026", shown: "1,234.50", hint: "Saturday, November 21, 2026", ambiguous: "2/30/2026", readings: /no such day/ },
  { locale: "en-GB", price: "1,234.50", quantity: "1,200", day: "21/11/2026", shown: "1,234.50", hint: /Saturday,? 21 November 2026/, ambiguous: "30/2/2026", readings: /no such day/ },
  { locale: "fr-FR", price: "1 234,50", quantity: "1 200", day: "21/11/2026", shown: "1\u202f234,50", hint: "samedi 21 novembre 2026", ambiguous: "30/2/2026", readings: /no such day/ },
];

for (const person of people) {
  test(`a price and a day are typed as in ${person.locale}`, async (t) => {
    const app = await openApp(t);
    const { page } = app;
    await app.call("settings_update", { set: { locale: person.locale } });
    const { rows } = await app.call("account_list");
    const pages = await Promise.all(rows.slice(0, 10).map((row) => app.call("account_get", { id: row.id })));
    const found = pages.find((one) => one.contracts.length > 0);
    await page.reload();
    await page.evaluate((id) => (location.hash = `#/account/${id}?tab=contract`), found.account.id);
    await page.getByRole("button", { name: /^Line/ }).first().waitFor();
    await page.keyboard.press("l");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByLabel("Product").fill("Typed by hand");
    await dialog.getByLabel("Quantity").fill(person.quantity);
    await dialog.getByLabel("Price of one").fill(person.price);
    const from = dialog.getByLabel("From", { exact: true });
    await from.fill(person.ambiguous);
    await page.keyboard.press("Control+Enter");
    await dialog.getByText(person.readings).waitFor();
    assert.equal(await from.evaluate((field) => field === document.activeElement), true, "the field that was refused has the focus");
    await from.fill(person.day);
    await dialog.getByText(person.hint).waitFor();
    await app.shot(`typed-${person.locale}`);
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    const after = await app.call("account_get", { id: found.account.id });
    const line = after.contracts.flatMap((one) => one.lines).find((one) => one.product_name === "Typed by hand").line;
    assert.deepEqual([Number(line.quantity), Number(line.unit_price), line.start], [1200, 1234.5, "2026-11-21"]);
    assert.deepEqual(app.problems, []);
  });
}
