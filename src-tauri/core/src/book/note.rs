//! The call note and the customer's exact words in it (001-10..18).

use super::words;
use crate::id::{AccountId, ContactId, NoteId, QuoteId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What the customer's answer was; it decides what comes next.
    AnswerType { Need = "need", Vague = "vague", Deflected = "deflected" }
    /// What a quote tells.
    QuoteKind {
        Need = "need", Pain = "pain", Goal = "goal", Outcome = "outcome", Objection = "objection", Praise = "praise",
    }
    /// A note being written, or one that counts.
    NoteState { Draft = "draft", Saved = "saved" }
}

/// A note of one conversation, in four phases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CallNote {
    pub id: NoteId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub held_on: NaiveDate,
    pub minutes: Option<i64>,
    /// Who took part.
    pub people: Vec<ContactId>,
    pub signal: Option<String>,
    pub question: Option<String>,
    pub answer_type: Option<AnswerType>,
    /// The sentence the AM said back.
    pub mirrored: Option<String>,
    pub mirror_confirmed: Option<bool>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    /// A renewal topic set aside for its own talk.
    pub parked_renewal: Option<String>,
    /// The recording as text, as it was pasted; internal like the remarks.
    pub transcript: Option<String>,
    /// Internal: never printed for the customer.
    pub private_remarks: Option<String>,
    pub state: NoteState,
    pub created_at: String,
    pub updated_at: String,
    pub deleted_at: Option<String>,
}

/// The customer's words. Immutable once a paper uses them; a correction is a new row that replaces the old.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Quote {
    pub id: QuoteId,
    pub account_id: AccountId,
    pub note_id: Option<NoteId>,
    pub contact_id: Option<ContactId>,
    /// Who said it, as it is printed.
    pub speaker: String,
    pub speaker_title: Option<String>,
    pub said_on: NaiveDate,
    pub text: String,
    /// 1 to 4: the phase of the conversation.
    pub phase: Option<i64>,
    pub kind: QuoteKind,
    /// The quote this one corrects.
    pub replaces_id: Option<QuoteId>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
