// The thread in the real window: from three quotes in a call note to a proposal whose PDF is on disk, page one
// without an amount. One test, because it proves the wiring; screens are tested in the browser.
//
//   HEADROOM_WINDOW  the window's program, built with custom-protocol
//   HEADROOM_CLI     headroom-cli, which makes the sample book
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openWindow, until } from "./driver.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WINDOW = process.env.HEADROOM_WINDOW ?? path.join(ROOT, "target/debug/headroom");
const CLI = process.env.HEADROOM_CLI ?? path.join(ROOT, "target/debug/headroom-cli");
const TODAY = "2026-11-21";

/** What was said, in the order it was said; the first becomes the headline. */
const SAID = [
  "We onboard forty store managers before the spring season",
  "Every region asks me for the same report on Monday",
  "If the second team waits, I lose a quarter",
];

test("three quotes become a proposal on disk", async (t) => {
  const home = mkdtempSync(path.join(tmpdir(), "headroom-window-"));
  const saved = path.join(home, "saved");
  mkdirSync(saved);
  const book = path.join(home, "Sample.headroom");
  execFileSync(CLI, ["--book", book, "--today", TODAY, "sample"], { stdio: "ignore" });
  const env = { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, HEADROOM_TEST_DIR: saved };
  const window = await openWindow(WINDOW, ["--book", book, "--today", TODAY], env);
  const shot = async (name) => {
    mkdirSync(path.join(ROOT, "artefacts/screens"), { recursive: true });
    writeFileSync(path.join(ROOT, `artefacts/screens/window-${name}.png`), await window.screenshot());
  };
  t.after(async () => {
    // How it ended, for whoever has to find out why.
    await shot("end").catch(() => undefined);
    await window.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  // The book is open without a click.
  await window.find("h1", "Today");
  await window.find("[data-row]");
  await shot("today");

  // An account of our own, so that the three quotes are the only ones.
  const account = await window.call("account_create", { name: "Aurelia Stores" });
  await window.call("contact_create", { account_id: account.id, name: "Mara Lindqvist", title: "VP Operations" });
  await window.go(`#/note/new?account=${account.id}`);
  await window.fill("[data-phase='2'] .field input, [data-phase='2'] input", "What is behind the growth on your side?");
  for (const words of SAID) {
    await window.click("#add-quote-2");
    await window.fill("textarea[aria-label='Their exact words']", words);
    await window.click("button", "Keep quote");
    await window.find(".kept", words);
  }
  await window.click("[role=radio]", "Need");
  await shot("note");
  await window.click("button", "Finish note");

  // The proposal starts from those quotes; one of them is made the headline.
  const page = await until("the note", async () => {
    const found = await window.call("account_get", { id: account.id });
    return found.quotes.length === SAID.length ? found : null;
  });
  assert.deepEqual(page.quotes.map(({ quote }) => quote.text).sort(), [...SAID].sort());
  await window.go(`#/account/${account.id}?do=proposal`);
  await window.find("h1", "Proposal");
  const use = (words) =>
    window.run(
      `const row = [...document.querySelectorAll("[data-row]")].find((one) => one.textContent.includes(arguments[0]));
       return row?.querySelector(".used")?.textContent.trim() ?? "";`,
      words,
    );
  // A new proposal may have placed a quote already; a key pressed twice would take it off again.
  const place = async (words, where, key) => {
    await window.find("[data-row]", words);
    if ((await use(words)).startsWith(where)) return;
    await window.focus("[data-row]", words);
    await window.press(key);
    await until(`${where}: ${words}`, async () => (await use(words)).startsWith(where));
  };
  await place(SAID[0], "Headline", "h");
  for (const words of SAID.slice(1)) await place(words, "Bullet", "\uE007");
  await window.find(".pages img");
  await shot("proposal");
  await window.click("button", "PDF");

  const pdf = await until("the PDF", () => readdirSync(saved).find((name) => name.endsWith(".pdf")));
  const file = path.join(saved, pdf);
  await until("the whole PDF", () => existsSync(file) && execFileSync("pdfinfo", [file], { stdio: ["ignore", "pipe", "ignore"] }).length > 0);
  const pages = Number(/^Pages:\s+(\d+)/m.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
  assert.equal(pages, 2);
  const text = (number) =>
    execFileSync("pdftotext", ["-f", String(number), "-l", String(number), file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  for (const words of SAID) assert.ok(text(1).includes(words), `page one does not say: ${words}\n${text(1)}`);
  assert.doesNotMatch(text(1), /[$€£]|\bUSD\b|\bEUR\b|\bGBP\b|\d[.,]\d{2}\b/, "page one shows an amount");
});
