// What search gives, where each kind of find lives, and which part of a text was meant.

import type { Hit } from "../api";
import { date, day, money } from "../format";
import { ask } from "../state/book.svelte";
import { href } from "../state/router.svelte";
import { productKinds, templateTitle } from "../words";

/** A thing of the book that is few enough to be looked through here: what is due, products, templates. */
export interface Small {
  id: string;
  group: string;
  icon: string;
  title: string;
  detail: string;
  href: string;
}

/** All of them; what cannot be asked for is left out, the search still works. */
export async function smallThings(): Promise<Small[]> {
  const [due, products, templates] = await Promise.allSettled([ask("today", { per_group: 100 }), ask("product_list", {}), ask("template_list", {})]);
  const found: Small[] = [];
  if (due.status === "fulfilled") {
    for (const item of due.value) {
      const tab = { contract: "contract", criterion: "criteria" }[item.opens];
      const place = item.opens === "document" || item.opens === "note" ? href(item.opens, item.opens_id) : item.account_id ? href("account", item.account_id, { tab }) : href("today");
      found.push({ id: `due-${item.id}`, group: "Due", icon: "task", title: item.what, detail: `${item.account_name ? `${item.account_name}, ` : ""}${day(item.due)}`, href: place });
    }
  }
  if (products.status === "fulfilled") {
    for (const { product } of products.value) found.push({ id: `product-${product.id}`, group: "Catalogue", icon: "settings", title: product.name, detail: productKinds[product.kind], href: href("settings", undefined, { at: "catalogue" }) });
  }
  if (templates.status === "fulfilled") {
    for (const row of templates.value) found.push({ id: `template-${row.name}`, group: "Templates", icon: "edit", title: `Template: ${templateTitle(row)}`, detail: row.own ? "your own" : "", href: href("template", row.name) });
  }
  return found;
}

/** What a find says, in one line, and where it is from. The engine marks hits with brackets; the palette marks its own. */
export function lineOf(hit: Hit): { title: string; detail: string } {
  const excerpt = hit.excerpt.replace(/[[\]]/g, "");
  switch (hit.kind) {
    case "quote":
      return { title: excerpt, detail: `${hit.title}, ${hit.account_name}` };
    case "account":
      return { title: hit.title, detail: [money(hit.arr, "whole"), hit.renewal_date && `renews ${date(hit.renewal_date)}`].filter(Boolean).join(", ") };
    case "contact":
      return { title: hit.title, detail: [hit.role, hit.account_name].filter(Boolean).join(", ") };
    case "note":
      return { title: excerpt || hit.title, detail: hit.account_name };
    case "document":
      return { title: hit.title, detail: `${hit.account_name}, ${excerpt}` };
    default:
      return { title: hit.title, detail: hit.account_name };
  }
}

type Place = [name: string, id: string, query: Record<string, string>];

/** Where a find opens. */
export function placeOf(hit: Hit): Place {
  switch (hit.kind) {
    case "account":
      return ["account", hit.id, {}];
    case "contact":
      return ["account", hit.account_id, { tab: "people", at: hit.id }];
    case "note":
      return ["note", hit.id, {}];
    case "document":
      return ["document", hit.id, {}];
    case "attachment":
      return ["account", hit.account_id, { tab: "documents" }];
    default:
      return ["account", hit.account_id, { tab: "notes", at: hit.id }];
  }
}

/** What is done with an account most, when it was found: the words on the line, its picture and where that begins. */
export function doneWith(account: Hit): { label: string; icon: string; href: string }[] {
  const name = account.title;
  return [
    { label: `Write a call note with ${name}`, icon: "call", href: href("note", "new", { account: account.id }) },
    { label: `Write a proposal for ${name}`, icon: "document", href: href("account", account.id, { do: "proposal" }) },
    { label: `Write an addendum for ${name}`, icon: "contract", href: href("account", account.id, { do: "addendum" }) },
  ];
}

/** The parts of `text`, those that begin like a typed word marked. */
export function marked(text: string, typed: string): { text: string; hit: boolean }[] {
  const words = typed.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return [{ text, hit: false }];
  return text
    .split(new RegExp(`(${words.join("|")})`, "gi"))
    .filter((part) => part !== "")
    .map((part) => ({ text: part, hit: words.some((word) => new RegExp(`^${word}$`, "i").test(part)) }));
}
