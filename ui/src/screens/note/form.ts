// What a call note holds while it is written: plain texts, so that a draft is exactly what is on the screen.
import type { AnswerType, CallNote, Quote, QuoteKind } from "../../api";

export interface KeptQuote {
  id?: string;
  text: string;
  kind: QuoteKind;
  contact_id: string | null;
  speaker: string;
  phase: number;
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
  quotes: KeptQuote[];
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
    quotes: [],
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
    quotes: quotes.map((quote) => ({ id: quote.id, text: quote.text, kind: quote.kind, contact_id: quote.contact_id, speaker: quote.speaker, phase: quote.phase ?? 2 })),
  };
}
