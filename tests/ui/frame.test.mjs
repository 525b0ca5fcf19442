// The frame: where the program starts, another book from outside, the menu bar, high contrast, scroll and focus kept.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, ROOT } from "./harness.mjs";

test("the program starts with Today, its count on the rail", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  const count = await app.call("today_count");
  assert.ok(count > 0);
  await page.getByRole("link", { name: `Today ${count}` }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("what came along with the page is not asked for, and is old after a reload", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  // The window reads the same file, answers it, and puts the answers before the page's scripts.
  const questions = Object.entries(JSON.parse(await readFile(path.join(ROOT, "ui/src/first.json"), "utf8")));
  const answered = [];
  for (const [name, request] of questions) answered.push([name, request, name === "session_state" ? (await app.ask(name, request)).ok : await app.call(name, request)]);
  await page.addInitScript((given) => {
    window.__HEADROOM_FIRST__ = given;
    window.asked = [];
    const ask = window.__headroomAsk;
    window.__headroomAsk = (command, args) => (window.asked.push(JSON.parse(args).name), ask(command, args));
  }, answered);
  const asked = async () => {
    await page.reload();
    await page.locator("[data-row]").first().waitFor();
    return (await page.evaluate(() => window.asked)).filter((name) => questions.some(([known]) => known === name)).toSorted();
  };
  await page.evaluate(() => sessionStorage.clear());
  assert.deepEqual(await asked(), [], "the first screen is drawn from what came along");
  assert.deepEqual(await asked(), questions.map(([name]) => name).toSorted(), "each once after a reload");
  assert.deepEqual(app.problems, []);
});

test("another start of the program shows its book, or says why it cannot", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/documents"));
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  // As the window does it: the book is opened behind the page, then the page is told.
  await app.ask("book_create", { path: path.join(app.folder, "Other.headroom"), currency: "EUR", locale: "de-DE" });
  await page.evaluate(() => window.__headroomEvent("book", {}));
  await page.getByRole("heading", { name: "Nothing is due" }).waitFor();
  await page.getByRole("button", { name: "Other" }).first().waitFor();
  assert.deepEqual(app.problems, []);
});

test("the menu bar does what the keys do", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  const choose = (id) => page.evaluate((entry) => window.__headroomEvent("menu", entry), id);
  await choose("documents");
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  await choose("search");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.press("Escape");
  await choose("larger");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.text), "large");
  await choose("smaller");
  await choose("settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await choose("keys");
  await page.getByRole("dialog", { name: "Keys of this screen" }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("a place is scrolled to where it was, and focus survives what goes away", async (t) => {
  const app = await openApp(t, { at: "", height: 700 });
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/settings?at=deadlines"));
  const content = page.locator(".settings .content");
  await page.getByLabel("Chase a sent paper after").waitFor();
  await page.evaluate(() => document.documentElement.setAttribute("data-text", "larger"));
  await content.evaluate((pane) => (pane.scrollTop = 180));
  await app.settled();
  await page.evaluate(() => (location.hash = "#/documents"));
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  await page.goBack();
  await page.getByLabel("Chase a sent paper after").waitFor();
  await page.waitForFunction(() => document.querySelector(".settings .content")?.scrollTop === 180);

  // A task is made and taken back while it has the focus: the list keeps it.
  await page.evaluate(() => document.documentElement.removeAttribute("data-text"));
  await page.evaluate(() => (location.hash = "#/today"));
  await page.locator("[data-row]").first().waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Ring the plant");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await app.holdsFocus("after the dialog");
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  await app.settled();
  await app.holdsFocus("after the undo");
  // Another screen: the next key belongs to it.
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  await app.settled();
  await app.holdsFocus("on the way to another screen");
  assert.deepEqual(app.problems, []);
});

test("a key that comes before its screen is kept until the screen is there", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  const [account] = (await app.call("account_list", { limit: 1 })).rows;
  app.slowly("account_get", 700);
  const go = () => page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await go();
  await page.getByRole("heading", { level: 1, name: "Account" }).waitFor();
  await page.keyboard.press("b");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  // Whoever turns to something else meanwhile gets that, and only that.
  await page.evaluate(() => (location.hash = "#/today"));
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  await go();
  await page.getByRole("heading", { level: 1, name: "Account" }).waitFor();
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.deepEqual(app.problems, []);
});

test("the palette finds products, what is due, templates and the sections of Settings", async (t) => {
  const app = await openApp(t, { at: "" });
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  // The menu of what can be done here: the actions of the screen come first.
  await page.locator("[data-row][aria-current]").waitFor();
  await page.keyboard.press(".");
  await page.getByRole("option").first().waitFor();
  assert.match(await page.getByRole("option").first().innerText(), /^Open: /);
  await page.keyboard.press("Escape");
  const [{ product }] = await app.call("product_list");
  for (const [words, name] of [
    [product.name, product.name],
    ["template addendum", "Template: Addendum"],
    ["settings deadlines", "Settings: Deadlines"],
    ["new book", "Start a new book"],
  ]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(words);
    await page.getByRole("option", { name }).first().waitFor();
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(app.problems, []);
});

for (const media of [{ contrast: "more" }, { forcedColors: "active" }, { forcedColors: "active", colorScheme: "dark" }]) {
  const name = Object.values(media).join("-");
  test(`the system's contrast is followed (${name})`, async (t) => {
    const app = await openApp(t, { at: "" });
    const { page } = app;
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    for (const place of ["today", "book", "settings?at=formats", "documents"]) {
      await page.evaluate((hash) => (location.hash = `#/${hash}`), place);
      await page.locator("h1").first().waitFor();
      await app.settled();
      await app.shot(`contrast-${name}-${place.split("?")[0]}`);
      assert.deepEqual(await app.accessibility(), [], place);
    }
    const quick = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--quick").trim());
    assert.match(quick, /^0m?s$/);
    assert.deepEqual(app.problems, []);
  });
}
