// From the customer's words to the signed addendum, by keyboard where a person would: note, quotes, proposal, change,
// addendum, signature.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signByKeys } from "./composer.mjs";
import { onSeats, twoCriteria } from "./fixtures.mjs";
import { openApp, press } from "./harness.mjs";

test("a call note keeps their words, survives a reload half-way, and opens the proposal", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, champion } = await onSeats(app);
  await page.evaluate((id) => (location.hash = `#/note/new?account=${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: "Call note" }).waitFor();
  await page.getByLabel("What you noticed").fill("38 of 40 seats in use since October");
  await page.getByLabel("Your question").fill("What is behind the growth on your side?");
  await page.keyboard.press("Control+q");
  await page.getByLabel("Their exact words").last().fill("Two teams share one login and the audit is in January");
  await page.keyboard.press("Enter");
  await page.getByText("Two teams share one login").waitFor();
  await page.getByText(/^Draft saved/).waitFor();

  await page.reload();
  await page.getByText("Two teams share one login").waitFor();
  assert.equal(await page.getByLabel("What you noticed").inputValue(), "38 of 40 seats in use since October");

  await press(page.getByRole("radio", { name: /Need/ }), "Space");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  const stored = await app.call("account_get", { id: account.id });
  assert.equal(stored.notes.length, 1);
  assert.equal(stored.quotes[0].quote.text, "Two teams share one login and the audit is in January");
  assert.equal(stored.quotes[0].quote.contact_id, champion.id);
  await app.until(() => app.call("draft_get", { id: `note:${account.id}` }), null);

  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
  await page.locator(".pages img").first().waitFor({ timeout: 20_000 });
  assert.deepEqual(app.problems, []);
});

test("without a recorded need a proposal asks for the reason", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await onSeats(app);
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("They asked for it by mail");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
});

test("an addendum is calculated while it is written, sent and signed", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await onSeats(app);
  const criteria = await twoCriteria(app, account);
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("heading", { level: 1, name: "Addendum 1" }).waitFor();

  // 20 more seats at 420.00 from 7 December 2026: 115 of 365 days, 8,400.00 x 115/365 = 2,646.58.
  await page.getByLabel("Effective", { exact: true }).fill("2026-12-07");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByLabel("How many more").fill("20");
  await page.getByText(/2,646\.58/).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Kind of change").waitFor({ state: "detached" });
  await page.locator(".ledger").getByText("2,646.58").first().waitFor();
  await page.getByText("115/365").first().waitFor();
  await page.locator(".pages img").first().waitFor({ timeout: 20_000 });
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("addendum-written");

  await page.keyboard.press("x");
  await page.getByRole("dialog").getByText(/115\/365/).first().waitFor();
  await page.keyboard.press("Escape");

  await signByKeys(app, criteria);
  // 60 seats at 420.00 are 25,200.00 a year from 7 December on; signing changed the contract itself.
  const lines = async () => (await app.call("account_get", { id: account.id })).contracts[0].lines;
  assert.equal((await lines()).reduce((sum, one) => sum + one.arr.minor, 0), 2_520_000);
  assert.equal((await app.call("account_get", { id: account.id })).criteria[0].state, "running");

  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  await app.until(async () => (await lines()).reduce((sum, one) => sum + one.arr.minor, 0), 1_680_000);
  assert.deepEqual(app.problems, []);
});

test("a proposal is put together from quotes and follows the typing", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, champion, buyer } = await onSeats(app);
  const said = [
    ["goal", buyer, "One plan that both teams look at"],
    ["need", champion, "Two teams share one login and the audit is in January"],
    ["pain", champion, "On Mondays somebody types the shift plan into three files"],
    ["pain", champion, "The night shift calls me because nobody else may release a plan"],
    ["praise", champion, "The planner saved us the summer"],
  ];
  await app.call("note_save", {
    account_id: account.id,
    held_on: "2026-11-18",
    people: [champion.id, buyer.id],
    answer_type: "need",
    quotes: said.map(([kind, who, text]) => ({ kind, contact_id: who.id, text })),
  });
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
  await page.getByText("Bullet 3").waitFor();
  const id = (await page.evaluate(() => location.hash)).match(/document\/([^?]+)/)[1];
  const content = async () => (await app.call("document_get", { id })).document.content;

  // By keyboard: the last quote goes on the page, its words are changed, and the change is marked.
  for (let index = 0; index < said.length; index += 1) await page.keyboard.press("j");
  await page.locator(".pick:focus", { hasText: "saved us the summer" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Bullet 4").waitFor();
  await page.keyboard.press("v");
  await page.getByLabel("Words on the page").fill("The planner saved our summer");
  await page.keyboard.press("Escape");
  await page.locator(".pick", { hasText: "saved us the summer" }).getByText("paraphrased").waitFor();
  await page.getByText(/paraphrased/i).nth(1).waitFor();
  await app.until(async () => (await content()).bullets[3]?.text, "The planner saved our summer");

  await page.keyboard.press("]");
  await page.getByLabel("Next step").fill("Half an hour with Paul on Thursday at ten");
  await page.getByRole("img", { name: /Page 1 of/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await page.getByRole("img", { name: /Half an hour with Paul/ }).waitFor({ timeout: 20_000 });
  await app.until(async () => (await content()).next_step, "Half an hour with Paul on Thursday at ten");

  await page.keyboard.press("Control+p");
  await page.getByText(/^Saved .*\.pdf$/).waitFor({ timeout: 20_000 });
  const { readdir } = await import("node:fs/promises");
  assert.ok((await readdir(app.folder)).some((name) => /^Aldergrove Optics - Proposal v1 - .*\.pdf$/.test(name)));
  assert.deepEqual(app.problems, []);
});
