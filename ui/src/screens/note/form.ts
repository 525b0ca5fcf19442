// What a call note holds while it is written: plain texts, so that a draft is exactly what is on the screen.
import { given, type AnswerType, type CallNote, type Contact, type NoteSave, type Quote, type QuoteKind } from "../../api";

export interface KeptQuote {
  id?: string;
  text: string;
  kind: QuoteKind;
  contact_id: string | null;
  speaker: string;
  phase: number;
}

/** A quote being typed, new or at a place of the list; it is in the draft as well. */
export interface PendingQuote extends KeptQuote {
  at: number | null;
}

export interface NoteForm {
  held_on: string;
  minutes: number | null;
  people: string[];
  signal: string;
  question: string;
  answer_type: AnswerType | null;
  mirrored: string;
  mirror_confirmed: boolean | null;
  next_step: string;
  next_step_due: string | null;
  parked_renewal: string;
  private_remarks: string;
  transcript: string;
  quotes: KeptQuote[];
  pending: PendingQuote | null;
}

/** A note nobody has typed into, held on `day`. */
export function emptyForm(day: string): NoteForm {
  return {
    held_on: day,
    minutes: null,
    people: [],
    signal: "",
    question: "",
    answer_type: null,
    mirrored: "",
    mirror_confirmed: null,
    next_step: "",
    next_step_due: null,
    parked_renewal: "",
    private_remarks: "",
    transcript: "",
    quotes: [],
    pending: null,
  };
}

/** A stored note as it is written. */
export function formOf(note: CallNote, quotes: Quote[]): NoteForm {
  return {
    held_on: note.held_on,
    minutes: note.minutes,
    people: [...note.people],
    signal: note.signal ?? "",
    question: note.question ?? "",
    answer_type: note.answer_type,
    mirrored: note.mirrored ?? "",
    mirror_confirmed: note.mirror_confirmed,
    next_step: note.next_step ?? "",
    next_step_due: note.next_step_due,
    parked_renewal: note.parked_renewal ?? "",
    private_remarks: note.private_remarks ?? "",
    transcript: note.transcript ?? "",
    quotes: quotes.map((quote) => ({ id: quote.id, text: quote.text, kind: quote.kind, contact_id: quote.contact_id, speaker: quote.speaker, phase: quote.phase ?? 2 })),
    pending: null,
  };
}

/** The note as it is stored; the draft it was typed in is forgotten with it. */
export function saveOf(form: NoteForm, accountId: string, noteId: string | null, draft: string): NoteSave {
  const filled = (text: string) => (text.trim() === "" ? undefined : text.trim());
  return {
    ...(noteId ? { id: noteId } : {}),
    account_id: accountId,
    held_on: form.held_on,
    minutes: given(form.minutes),
    people: form.people,
    signal: filled(form.signal),
    question: filled(form.question),
    answer_type: given(form.answer_type),
    mirrored: filled(form.mirrored),
    mirror_confirmed: given(form.mirror_confirmed),
    next_step: filled(form.next_step),
    next_step_due: given(form.next_step_due),
    parked_renewal: filled(form.parked_renewal),
    private_remarks: filled(form.private_remarks),
    transcript: filled(form.transcript),
    quotes: form.quotes.map((quote) => ({ ...(quote.id ? { id: quote.id } : {}), text: quote.text, kind: quote.kind, contact_id: given(quote.contact_id), speaker: quote.speaker || undefined, phase: quote.phase })),
    draft,
  };
}

/** The words without the marks around them, or null while the quote lacks words or a speaker. */
export function readyQuote(quote: KeptQuote, contacts: Contact[]): KeptQuote | null {
  const text = quote.text.trim().replace(/^[“”"„«»]+|[“”"„«»]+$/g, "").trim();
  const speaker = contacts.find((one) => one.id === quote.contact_id)?.name ?? quote.speaker.trim();
  if (text === "" || speaker === "") return null;
  return { ...(quote.id ? { id: quote.id } : {}), text, kind: quote.kind, contact_id: quote.contact_id, speaker, phase: quote.phase };
}

/** The person a transcript or a note means: by whole name, or by a first name that only one of them has. */
export function personOf(name: string, contacts: Contact[]): Contact | null {
  const wanted = name.trim().toLowerCase();
  const whole = contacts.find((one) => one.name.toLowerCase() === wanted);
  if (whole) return whole;
  const first = contacts.filter((one) => one.name.toLowerCase().split(/\s+/)[0] === wanted);
  return first.length === 1 ? (first[0] ?? null) : null;
}
