// A criterion's way by keyboard: signed with the addendum, due on Today on day 60, graded there with a figure of their
// usage, and its grade in the review deck.
import assert from "node:assert/strict";
import { test } from "node:test";
import path from "node:path";
import { signByKeys } from "./composer.mjs";
import { onSeats, twoCriteria } from "./fixtures.mjs";
import { openApp, press } from "./harness.mjs";

const row = (page) => page.locator("[data-row][aria-current]");

test("signed criteria come to Today on their day, are graded there and stand in the deck", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await onSeats(app);
  const criteria = await twoCriteria(app, account);
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("heading", { level: 1, name: "Addendum 1" }).waitFor();
  await page.getByLabel("Effective", { exact: true }).fill("2026-12-07");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByLabel("How many more").fill("20");
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Kind of change").waitFor({ state: "detached" });
  await signByKeys(app, criteria);

  // The clock starts with the signature or the effective day; the criteria say their own due day.
  const running = (await app.call("account_get", { id: account.id })).criteria;
  assert.deepEqual(running.map((one) => one.state), ["running", "running"]);
  const due = running.find((one) => one.due_day === 60).due_on;
  const last = running.find((one) => one.due_day === 90).due_on;
  // 60 and 90 days from the same day lie 30 days apart.
  assert.equal((Date.parse(last) - Date.parse(due)) / 86_400_000, 30);
  assert.equal((await app.call("today")).some((item) => item.opens_id === running[0].id), false);
  const book = path.join(app.folder, "Sample book.headroom");

  for (const [today, grade, text, word] of [[due, "met", criteria[0].text, "met"], [last, "partly", criteria[1].text, "partly met"]]) {
    const later = await openApp(t, { book, today, dark: today === last });
    await later.page.evaluate(() => (location.hash = "#/today"));
    await row(later.page).waitFor();
    await later.page.locator("[data-row]", { hasText: text }).waitFor();
    const rows = await later.page.locator("[data-row]").count();
    for (let down = 0; down < rows && !(await row(later.page).innerText()).includes(text); down += 1) await later.page.keyboard.press("j");
    await row(later.page).filter({ hasText: text }).waitFor();
    await later.page.keyboard.press("d");
    await later.page.getByRole("dialog").waitFor();
    assert.deepEqual(await later.accessibility(), []);
    await later.page.getByRole("radio", { name: word, exact: true }).focus();
    await later.page.keyboard.press("Space");
    await later.page.getByLabel("Evidence").fill("Paul read the list of sign-ins aloud");
    await later.page.getByLabel("Measured").fill(grade === "met" ? "60" : "52");
    await later.page.getByLabel("Confirmed by").fill("Paul Adler");
    await later.shot(`criterion-grade-${today === last ? "dark" : "light"}`);
    await later.page.keyboard.press("Control+Enter");
    await later.page.getByText(`Graded: ${word}`).waitFor();
    const graded = (await later.call("account_get", { id: account.id })).criteria.find((one) => one.text === text);
    assert.equal(graded.grade, grade);
    assert.equal(graded.confirmed_by, "Paul Adler");
    assert.equal((await later.call("today")).some((item) => item.opens_id === graded.id), false, "what is graded is no longer due");
    // The customer hears of it in a mail that speaks of this criterion alone.
    await later.page.evaluate((id) => (location.hash = `#/account/${id}?tab=criteria`), account.id);
    await press(later.page.getByRole("button", { name: `Write a mail about: ${text}` }));
    const mail = later.page.getByRole("dialog", { name: "Mail about a success criterion" }).getByLabel("Text");
    await mail.waitFor();
    assert.ok((await mail.inputValue()).includes(text), await mail.inputValue());
    assert.deepEqual(await later.accessibility(), []);
    await later.shot(`criterion-mail-${today === last ? "dark" : "light"}`);
    assert.deepEqual(later.problems, []);
    if (today === last) {
      const deck = await later.call("qbr_create", { account_id: account.id });
      const { content } = (await later.call("document_get", { id: deck.id })).document;
      assert.deepEqual([...content.criteria].sort(), criteria.map((one) => one.id).sort(), "both grades stand in the deck");
    }
  }
});
