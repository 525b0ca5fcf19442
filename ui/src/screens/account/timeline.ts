// What happened with an account, newest first, from everything its page holds. Pure.
import type { AccountPage, CallNote, Quote } from "../../api";
import { counted, day, dayOf, list, money } from "../../format";
import { answers, grades, kinds, stages } from "../../words";
import { lossKinds } from "./losses";

export interface Happening {
  id: string;
  on: string;
  icon: string;
  text: string;
  more?: string;
  late?: boolean;
  tag?: string;
  quotes?: Quote[];
  /** Their words where no quote was captured. */
  words?: string;
  place?: [name: string, id: string, query?: Record<string, string>];
}

function ofNote(note: CallNote, page: AccountPage): Happening {
  const people = note.people.flatMap((id) => page.contacts.find((contact) => contact.id === id)?.name ?? []);
  const length = note.minutes === null ? "" : `, ${note.minutes} min`;
  return {
    id: note.id,
    on: note.held_on,
    icon: "call",
    text: `Call${length}${people.length > 0 ? `, with ${list(people)}` : ""}`,
    tag: note.answer_type ? answers[note.answer_type] : undefined,
    quotes: page.quotes.filter((use) => use.quote.note_id === note.id).map((use) => use.quote),
    place: ["note", note.id],
  };
}

/** Everything that happened, newest first. */
export function timeline(page: AccountPage): Happening[] {
  const found: Happening[] = page.notes.map((note) => ofNote(note, page));
  const loose = page.quotes.filter((use) => use.quote.note_id === null);
  for (const { quote } of loose) found.push({ id: quote.id, on: quote.said_on, icon: "quote", text: `${quote.speaker} said`, quotes: [quote] });
  for (const paper of page.documents) {
    const name = `${kinds[paper.kind]}, version ${paper.version}`;
    const place: [string, string] = ["document", paper.id];
    const add = (what: string, on: string, icon: string) => found.push({ id: `${paper.id} ${what}`, on, icon, text: `${name} ${what}`, more: paper.number, place });
    if (paper.signed_on) add("signed", paper.signed_on, "contract");
    if (paper.sent_on) add("sent", paper.sent_on, "export");
    else add(paper.state === "draft" || paper.state === "ready" ? "drafted" : paper.state, dayOf(paper.updated_at), "document");
  }
  for (const criterion of page.criteria) {
    if (criterion.graded_on && criterion.grade) {
      found.push({ id: criterion.id, on: criterion.graded_on, icon: "flag", text: `Criterion ${grades[criterion.grade].word}: ${criterion.text}`, more: criterion.evidence ?? undefined });
    }
  }
  for (const loss of page.losses) {
    found.push({ id: loss.id, on: loss.noted_on, icon: "down", text: `${lossKinds[loss.kind]}: ${loss.reason}`, words: loss.words ?? undefined, place: ["account", page.account.id, { tab: "contract" }] });
  }
  for (const one of page.renewals) {
    const until = one.next_renewal ? `, next ${day(one.next_renewal)}` : "";
    found.push({ id: one.id, on: one.renewed_on, icon: "contract", text: `Renewal recorded: ${{ same: "the same", up: "more", down: "less", lost: "lost" }[one.outcome]}${until}`, more: one.reason ?? undefined, place: ["account", page.account.id, { tab: "contract" }] });
  }
  for (const deal of page.deals) {
    const worth = deal.amount_minor === null ? undefined : money({ minor: deal.amount_minor, currency: deal.currency }, "whole");
    if (deal.opened_on) found.push({ id: `${deal.id} opened`, on: deal.opened_on, icon: "flag", text: `Deal opened: ${deal.name}`, more: worth });
    if (deal.closed_on) found.push({ id: `${deal.id} closed`, on: deal.closed_on, icon: "flag", text: `Deal ${stages[deal.stage].word}: ${deal.name}`, more: [worth, deal.reason].filter(Boolean).join(", ") });
  }
  for (const ticket of page.tickets.filter((one) => one.escalated || one.priority === "urgent")) {
    const what = ticket.subject ?? ticket.external_id ?? "ticket";
    found.push({ id: ticket.id, on: ticket.opened_on, icon: "help", text: `${ticket.escalated ? "Escalated" : "Urgent"} ticket: ${what}`, more: ticket.closed_on ? `closed ${day(ticket.closed_on)}` : "open" });
  }
  for (const view of page.contracts) {
    found.push({ id: view.contract.id, on: view.contract.start, icon: "contract", text: "Contract began", more: counted(view.lines.length, "line") });
  }
  for (const file of page.attachments) found.push({ id: file.id, on: dayOf(file.created_at), icon: "document", text: `File kept: ${file.name}`, place: ["account", page.account.id, { tab: "documents" }] });
  return found.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
}

/** The happenings by month, in order. */
export function byMonth(all: Happening[]): { month: string; happenings: Happening[] }[] {
  const groups: { month: string; happenings: Happening[] }[] = [];
  for (const one of all) {
    const month = `${one.on.slice(0, 7)}-01`;
    const last = groups.at(-1);
    if (last?.month === month) last.happenings.push(one);
    else groups.push({ month, happenings: [one] });
  }
  return groups;
}
