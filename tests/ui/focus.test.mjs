// Focus is never lost: through menus, deletions, resets and the full screen, by keyboard alone, the next key always has
// somewhere to go. What a screen does is tested with the screen; here only where the focus is afterwards.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { addMore, onSeats, twoCriteria } from "./fixtures.mjs";
import { openApp, press } from "./harness.mjs";

/** A window, its keys, and two questions: where the focus is, and whether an element comes to have it. */
async function start(t, at) {
  const app = await openApp(t, { at });
  const { page } = app;
  return {
    app,
    page,
    key: (...keys) => keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve()),
    /** Runs an action of the screen by its name in the palette. */
    async command(name) {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Search and commands" }).getByRole("combobox").fill(name);
      await page.getByRole("option", { name }).first().waitFor();
      await page.keyboard.press("Enter");
    },
    async go(hash, heading) {
      await page.evaluate((place) => (location.hash = place), hash);
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      await app.settled();
    },
    /** Waits until the element has the focus, or something in it. */
    on: (locator) => locator.evaluate((one) => new Promise((done, fail) => {
      const end = performance.now() + 5_000;
      const look = () => (one.contains(document.activeElement) ? done() : performance.now() > end ? fail(new Error(`The focus is on ${document.activeElement?.outerHTML.slice(0, 120)}`)) : requestAnimationFrame(look));
      look();
    })),
    /** Nothing more comes, and the focus is on something of the page. */
    async kept(what) {
      await app.settled();
      await app.holdsFocus(what);
    },
  };
}

test("Today keeps the focus on the row that follows", async (t) => {
  const { app, page, key, on } = await start(t, "today");
  const row = (words) => page.locator("[data-row]").filter({ hasText: words });
  const [first, second, third] = (await app.call("today", { per_group: 40 })).filter((item) => item.days < 0);
  await on(row(first.what).first());
  await key("s");
  await on(page.getByRole("group", { name: "Put off" }));
  await key("ArrowDown", "Escape");
  await on(page.getByRole("button", { name: "Put off" }));
  await key("s");
  await on(page.getByRole("group", { name: "Put off" }));
  await key("Enter");
  await page.getByText(/^Put off until/).first().waitFor();
  await on(row(second.what).and(page.locator("[aria-current]")));
  await key("d");
  await page.getByText(/^Done:/).first().waitFor();
  await on(row(third.what).and(page.locator("[aria-current]")));
  assert.deepEqual(app.problems, []);
});

test("a list keeps the focus through its columns and views", async (t) => {
  const { app, page, key, command, on } = await start(t, "book");
  await page.locator("tr.cursor").waitFor();
  await command("Choose the columns");
  await on(page.getByRole("group", { name: "Columns" }));
  await key("Space", "Escape");
  await on(page.getByRole("button", { name: "Columns" }));
  await command("Save this view");
  await on(page.getByLabel("Name of the view"));
  await page.keyboard.type("Without one");
  await key("Enter");
  await on(page.getByRole("grid", { name: "Accounts" }));
  await command("View: All accounts");
  await on(page.getByRole("grid", { name: "Accounts" }));
  assert.deepEqual(app.problems, []);
});

test("an account keeps the focus through its tabs and its files, the trash through what comes back", async (t) => {
  const { app, page, key, go, on, kept } = await start(t, "book");
  await on(page.getByRole("grid", { name: "Accounts" }));
  const [account] = (await app.call("account_list", { limit: 1 })).rows;
  await go(`#/account/${account.id}`, account.name);
  for (const tab of "2345678") {
    await key(tab);
    await page.getByRole("tab", { selected: true }).and(page.getByRole("tab").nth(Number(tab) - 1)).waitFor();
    await kept(`tab ${tab}`);
  }
  await go(`#/account/${account.id}?tab=documents`, account.name);
  const file = (name) => page.getByRole("button", { name, exact: true });
  for (const name of ["one.txt", "two.txt"]) {
    await writeFile(path.join(app.folder, name), name);
    await app.pickNext(path.join(app.folder, name));
    await key("f");
    await file(name).waitFor();
  }
  const names = await page.locator("[data-file] [data-row]").allInnerTexts();
  await press(file(names[0]), "Delete");
  await on(file(names[1]));
  await key("Delete");
  await on(page.getByRole("button", { name: /^File/ }));

  await go("#/trash", "Trash");
  await on(page.getByRole("grid", { name: "Trash" }));
  await key("r");
  await app.until(async () => (await app.call("trash_list")).rows.length, 1);
  await app.settled();
  await on(page.getByRole("grid", { name: "Trash" }));
  await key("r");
  await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
  await kept("the last thing came back");
  assert.deepEqual(app.problems, []);
});

test("a check keeps the focus while the checks are read again, and hands it on when it is met", async (t) => {
  const { app, page, key, go, on, kept } = await start(t, "today");
  const people = await onSeats(app);
  await twoCriteria(app, people.account);
  const addendum = await app.call("addendum_create", { contract_id: people.contract.id });
  await addMore(app, addendum, people.account, people.seat, "20", "2026-12-07");
  await go(`#/document/${addendum.id}`, "Addendum 1");
  const check = (words) => page.locator(".check", { hasText: words });
  const yes = page.getByRole("button", { name: "They said yes today" });
  await check("verbal yes").and(page.locator("[data-is=missing]")).waitFor();
  // Both criteria are chosen; their check is met, and goes down the list, while somebody is on the next one.
  app.slowly("document_preview", 400);
  await page.getByRole("button", { name: "Choose criteria" }).focus();
  await key("Enter");
  for (const box of await page.getByRole("dialog").getByRole("checkbox").all()) {
    await box.focus();
    await key("Space");
  }
  await key("Escape");
  await yes.focus();
  await check("criteria").and(page.locator("[data-is=missing]")).waitFor({ state: "detached" });
  await app.settled();
  await on(yes);
  await key("Enter");
  await page.getByText("nothing left").waitFor();
  await kept("the last check is met");
  assert.deepEqual(app.problems, []);
});

test("a template reset and a deck on the full screen give the focus back", async (t) => {
  const { app, page, key, command, go, on, kept } = await start(t, "settings?at=templates");
  await page.keyboard.press("Tab");
  await go("#/template/proposal%2Fproposal", "Proposal");
  const source = page.getByLabel("Source of Proposal");
  await source.focus();
  await page.keyboard.type("<p>mine</p>");
  await page.getByText("Not saved yet").waitFor();
  await command("Go back to the shipped template");
  await on(source);
  await page.keyboard.type("<p>mine</p>");
  await page.getByText("Not saved yet").waitFor();
  await press(page.getByRole("button", { name: "Reset to shipped" }));
  await kept("reset by its button");

  const deck = (await app.call("document_list")).find((one) => one.kind === "qbr");
  await page.evaluate((id) => (location.hash = `#/document/${id}`), deck.id);
  await page.locator("button.slide").first().waitFor();
  await kept("the deck is open");
  await command("Present");
  await on(page.getByLabel("Presenting"));
  await key("ArrowRight", "Escape");
  await on(page.locator("button.slide").nth(1));
  assert.deepEqual(app.problems, []);
});
