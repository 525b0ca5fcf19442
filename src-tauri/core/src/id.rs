//! Ids are types, so that an account's id cannot be passed where a contract's is meant.
//!
//! On disk and on the wire an id is text: UUIDv7 for what people create, a name derived from the seed in the
//! sample book. Making a new one needs a clock and chance, which only the engine has.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares id types with their readable prefix for exports.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The prefix that makes this kind of id recognisable in exports.
            pub const PREFIX: &'static str = $prefix;

            /// The id as it is stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A customer.
    AccountId = "acc";
    /// A person at a customer.
    ContactId = "con";
    /// A catalogue item.
    ProductId = "prd";
    /// A list price of a product.
    PriceId = "pri";
    /// Products sold together at one price.
    BundleId = "bun";
    /// An agreement with a customer.
    ContractId = "ctr";
    /// A line of a contract.
    LineId = "lin";
    /// A note of one conversation.
    NoteId = "not";
    /// The customer's exact words.
    QuoteId = "quo";
    /// A success criterion; one id per version.
    CriterionId = "cri";
    /// A change to a contract that proposal and addendum share.
    ChangeId = "chg";
    /// A calculation record.
    RecordId = "cal";
    /// A paper: proposal, addendum, deck, sheet.
    DocumentId = "doc";
    /// A file kept with an account.
    AttachmentId = "att";
    /// Something to do by a day.
    TaskId = "tsk";
    /// A loss or a request for less.
    LossId = "los";
    /// A renewal that was recorded.
    RenewalId = "ren";
    /// Something an account could still buy.
    WhiteSpaceId = "wsp";
    /// A chance to sell more.
    OpportunityId = "opp";
    /// A support ticket.
    TicketId = "tic";
    /// One run of an import.
    ImportId = "imp";
    /// A list as somebody wants to see it again.
    SavedViewId = "vie";
}
