// From the customer's words to the signed addendum, by keyboard where a person would: note, quotes, proposal, change,
// addendum, signature.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

/** An account with a contract that renews well after the day of the tests, and two people. */
async function prepare(app) {
  const account = await app.call("account_create", { name: "Aldergrove Optics", currency: "EUR" });
  await app.call("account_update", { id: account.id, set: { legal_name: "Aldergrove Optics GmbH", address: "Am Kai 4\n20457 Hamburg" } });
  const champion = await app.call("contact_create", { account_id: account.id, name: "Ines Carvalho", title: "Head of Operations", roles: ["champion"] });
  const buyer = await app.call("contact_create", { account_id: account.id, name: "Paul Adler", title: "CFO", roles: ["economic_buyer"] });
  const seat = await app.call("product_create", { name: "Planner seat", kind: "seat" });
  const contract = await app.call("contract_create", {
    account_id: account.id,
    start: "2026-04-01",
    renewal_date: "2027-04-01",
    currency: "EUR",
    msa_reference: "AO-2026-07",
    msa_date: "2026-03-12",
    auto_renew: true,
    lines: [{ product_id: seat.id, quantity: "40", unit_price: "420.00", period: "year", trial: false }],
  });
  return { account, champion, buyer, seat, contract };
}

test("a call note keeps their words, survives a reload half-way, and opens the proposal", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, champion } = await prepare(app);
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

  await page.getByRole("radio", { name: /Need/ }).click();
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  const stored = await app.call("account_get", { id: account.id });
  assert.equal(stored.notes.length, 1);
  assert.equal(stored.quotes[0].quote.text, "Two teams share one login and the audit is in January");
  assert.equal(stored.quotes[0].quote.contact_id, champion.id);
  assert.equal(await app.call("draft_get", { id: `note:${account.id}` }), null);

  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
  await page.locator("canvas").first().waitFor({ timeout: 20_000 });
  assert.deepEqual(app.problems, []);
});

test("without a recorded need a proposal asks for the reason", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await prepare(app);
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("They asked for it by mail");
  await page.getByRole("button", { name: "Start the proposal" }).click();
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
});

test("an addendum is calculated while it is written, sent and signed", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await prepare(app);
  for (const text of ["One shared plan for both teams", "Every planner signs in with an own name"]) {
    await app.call("criterion_create", { account_id: account.id, text, measure: "Planners on own seats", target: "60", due_day: 90 });
  }
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("heading", { level: 1, name: "Addendum 1" }).waitFor();

  // 20 more seats at 420.00 from 7 December 2026: 115 of 365 days, 8,400.00 x 115/365 = 2,646.58.
  await page.getByLabel("Effective", { exact: true }).fill("2026-12-07");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Line/ }).click();
  await page.getByLabel("How many more").fill("20");
  await page.getByText(/2,646\.58/).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator(".ledger").getByText("2,646.58").first().waitFor();
  await page.getByText("115/365").first().waitFor();
  await page.locator("canvas").first().waitFor({ timeout: 20_000 });
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("addendum-written");

  await page.keyboard.press("x");
  await page.getByRole("dialog").getByText(/115\/365/).first().waitFor();
  await page.keyboard.press("Escape");
  assert.deepEqual(app.problems, []);
});
