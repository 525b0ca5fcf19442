// Every screen of the sample book, in light and dark: drawn without an error, nothing for axe to find, a picture kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

/** The addresses of every screen, from what the sample book holds. */
async function places(app) {
  const { rows } = await app.call("account_list");
  const documents = await app.call("document_list");
  const pages = await Promise.all(rows.slice(0, 12).map((row) => app.call("account_get", { id: row.id })));
  const rich = pages.toSorted((a, b) => b.quotes.length - a.quotes.length)[0];
  const account = `#/account/${rich.account.id}`;
  const found = {
    today: "#/today",
    book: "#/book",
    documents: "#/documents",
    trash: "#/trash",
    import: "#/import",
    settings: "#/settings",
    "settings-formats": "#/settings?at=formats",
    "settings-deadlines": "#/settings?at=deadlines",
    "settings-contracts": "#/settings?at=contracts",
    "settings-catalogue": "#/settings?at=catalogue",
    "settings-templates": "#/settings?at=templates",
    template: "#/template/proposal%2Fproposal",
    "settings-look": "#/settings?at=look",
    "settings-book": "#/settings?at=book",
    account,
    "note-new": `#/note/new?account=${rich.account.id}`,
  };
  for (const tab of ["notes", "people", "contract", "criteria", "documents", "space", "details"]) found[`account-${tab}`] = `${account}?tab=${tab}`;
  if (rich.notes[0]) found.note = `#/note/${rich.notes[0].id}`;
  const proposal = documents.find((one) => one.kind === "proposal");
  const addendum = documents.find((one) => one.kind === "addendum");
  if (proposal) for (const tab of ["quotes", "text", "criteria", "change"]) found[`proposal-${tab}`] = `#/document/${proposal.id}?tab=${tab}`;
  if (addendum) found.addendum = `#/document/${addendum.id}`;
  return found;
}

/** Goes there and waits until it is drawn, the paper of a composer too. */
async function show(app, name, address) {
  await app.page.evaluate((hash) => (location.hash = hash), address);
  await app.page.locator("h1").first().waitFor();
  if (/^(proposal|addendum|template$)/.test(name)) await app.page.locator(".pages img").first().waitFor({ timeout: 20_000 });
  await app.settled();
}

for (const look of ["light", "dark"]) {
  test(`every screen is drawn and accessible (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    for (const [name, address] of Object.entries(await places(app))) {
      await show(app, name, address);
      await app.shot(`${name}-${look}`);
      assert.deepEqual(await app.accessibility(), [], name);
    }
    assert.deepEqual(app.problems, []);
  });
}

/** What cannot be read on the screen as it is: text cut off without a tooltip that has it whole, and text on other text. */
function unreadable() {
  const say = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(".unseen, .keybar-set, textarea");
  const hides = (style) => /hidden|clip/.test(style.overflowX);
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth + 1) found.push("the page is wider than the window");
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const seen = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
      let layer = "";
      for (let element = parent; element; element = element.parentElement) {
        const style = getComputedStyle(element);
        if (/sticky|fixed/.test(style.position)) layer ||= say(element);
        if (style.overflowX === "visible") continue;
        const edge = element.getBoundingClientRect();
        // What a pane scrolls away is not lost; what a box without a scrollbar cuts off is, unless its tooltip says it.
        if (hides(style) && box.right > edge.right + 1 && style.overflowY !== "auto" && !element.closest("[title]") && !element.querySelector("[title]")) found.push(`cut off: ${say(parent)}`);
        seen.left = Math.max(seen.left, edge.left);
        seen.right = Math.min(seen.right, edge.right);
        seen.top = Math.max(seen.top, edge.top);
        seen.bottom = Math.min(seen.bottom, edge.bottom);
      }
      if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) texts.push({ ...seen, node, layer, say: say(parent) });
    }
  }
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // A head that stays covers what is scrolled beneath it.
      if (one.node !== other.node && one.layer === other.layer && wide > 3 && high > 5) found.push(`over each other: ${one.say} and ${other.say}`);
    }
  });
  return [...new Set(found)];
}

for (const [name, width, height, text, dark] of [
  ["small", 1024, 700, "normal", false],
  ["largest", 1280, 820, "largest", true],
  ["least", 720, 540, "largest", false],
]) {
  test(`everything can be read at ${width} by ${height}, text size ${text}`, async (t) => {
    const app = await openApp(t, { width, height, dark });
    // As at a start of the program: the size is there before the first screen.
    await app.page.evaluate((size) => localStorage.setItem("headroom.text", JSON.stringify(size)), text);
    await app.page.reload();
    const lost = {};
    for (const [place, address] of Object.entries(await places(app))) {
      await show(app, place, address);
      await app.shot(`${place}-${name}`);
      const found = await app.page.evaluate(unreadable);
      if (found.length > 0) lost[place] = found;
    }
    assert.deepEqual(lost, {});
    assert.deepEqual(app.problems, []);
  });
}

test("what floats stays inside the least window with the largest text", async (t) => {
  const app = await openApp(t, { width: 720, height: 540, dark: true });
  const { page } = app;
  await page.evaluate(() => localStorage.setItem("headroom.text", JSON.stringify("largest")));
  await page.reload();
  await page.locator("tr.cursor").waitFor();
  const inside = async (name, floating) => {
    await floating.waitFor();
    await app.settled();
    await app.shot(`floating-${name}-least`);
    const { x, y, width, height } = await floating.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 720 && y + height <= 540, `${name}: ${x} ${y} ${width} ${height}`);
  };
  for (const [name, keys] of [["Search and commands", "Control+k"], ["Keys of this screen", "?"], ["Add an account", "n"], ["Jot down a quote", "Control+j"]]) {
    await page.keyboard.press(keys);
    await inside(name, page.getByRole("dialog", { name }));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await press(page.getByRole("button", { name: "Columns" }));
  await inside("Columns", page.getByRole("group", { name: "Columns" }));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await inside("Undo", page.locator(".toast").first());
  assert.deepEqual(app.problems, []);
});
