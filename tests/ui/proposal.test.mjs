// What page two of a proposal says beside the prices, typed by the keyboard alone and read back from the saved PDF: the
// return in three cases, another way with its own price, and the annex. Needs poppler's pdftotext.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { type } from "./composer.mjs";
import { addMore, onSeats } from "./fixtures.mjs";
import { openApp, press } from "./harness.mjs";

/** The words of one page, with plain spaces and minus signs. */
const words = (file, number) =>
  execFileSync("pdftotext", ["-layout", "-f", String(number), "-l", String(number), file, "-"], { encoding: "utf8" }).replaceAll("−", "-").replace(/\s+/g, " ");

for (const look of ["light", "dark"]) {
  test(`return, another way and annex are typed and printed (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    await app.call("settings_update", { set: { locale: "en-GB" } });
    await page.reload();
    const { account, seat, champion } = await onSeats(app);
    await app.call("quote_capture", { account_id: account.id, text: "The shift plan takes us a morning every week", kind: "pain", contact_id: champion.id });
    const proposal = await app.call("proposal_create", { account_id: account.id, no_need_reason: "They asked for it by mail" });
    await addMore(app, proposal, account, seat, "20", "2026-12-07");
    const content = async () => (await app.call("document_get", { id: proposal.id })).document.content;
    await page.evaluate((id) => (location.hash = `#/document/${id}`), proposal.id);
    await page.locator(".pages img").first().waitFor({ timeout: 20_000 });
    await page.keyboard.press("]");

    // 20 / 40 / 60 hours a month at 30 are 7,200 / 14,400 / 21,600 a year; 1 / 2 / 3 days of delay at 500 more.
    await press(page.getByRole("button", { name: "Return", exact: true }));
    await page.getByLabel("Conservative", { exact: true }).and(page.locator(":focus")).waitFor();
    await type(app, "20", "<Tab>", "40", "<Tab>", "60", "<Tab>", "30", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "1", "<Tab>", "2", "<Tab>", "3", "<Tab>", "500", "<Tab>", "Ines");
    await app.until(async () => (await content()).roi?.delay_cost, "500");

    // 20 x 420 = 8,400 a year from 1 February: 59 of 365 days = 1,357.81.
    await press(page.getByRole("button", { name: "Other way" }));
    await page.getByPlaceholder("Or: seats only").and(page.locator(":focus")).waitFor();
    await type(app, "Or: from February", "<Tab>", "The audit in January passes without it", "<Tab>", "<Tab>", "1 Feb 2027", "<Tab>");
    await press(page.getByLabel("Add pages that show how every figure came about"), "Space");
    await app.until(async () => [(await content()).alternatives[0]?.effective, (await content()).annex], ["2027-02-01", true]);
    await app.shot(`proposal-text-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("2");
    await page.getByRole("img", { name: /The audit in January passes/ }).waitFor({ timeout: 20_000 });
    await app.shot(`proposal-page-two-${look}`);

    await page.keyboard.press("Control+p");
    await page.getByText(/^Saved .*\.pdf$/).waitFor({ timeout: 20_000 });
    const file = path.join(app.folder, (await readdir(app.folder)).find((name) => name.endsWith(".pdf")));
    const two = words(file, 2);
    // Value, value less 8,400, and 8,400 x 12 / value: never in the first case, 6.5 and 4.4 months in the others.
    for (const part of ["7,700.00 -700.00 not reached", "15,400.00", "7,000.00", "6.5 months", "23,100.00", "14,700.00", "4.4 months", "The shift plan takes us a morning", "Or: from February", "The audit in January passes without it", "1,357.81"]) {
      assert.ok(two.includes(part), `${part} on page two:\n${two}`);
    }
    // The annex shows the proposal's own amount: 8,400 x 115/365 = 2,646.58.
    const three = words(file, 3);
    for (const part of ["115/365", "2,646.58"]) assert.ok(three.includes(part), `${part} on page three:\n${three}`);

    // Taken out again, the button that adds keeps the focus.
    await press(page.getByRole("button", { name: "Leave the return out" }));
    await page.getByRole("button", { name: "Return", exact: true }).and(page.locator(":focus")).waitFor();
    await press(page.getByRole("button", { name: "Remove Or: from February" }));
    await page.getByRole("button", { name: "Other way" }).and(page.locator(":focus")).waitFor();
    await app.until(async () => [(await content()).roi, (await content()).alternatives], [null, []]);
    assert.deepEqual(app.problems, []);
  });
}
