//! What a book holds: one plain struct per kind of row, as it crosses the wire and as it is stored.
//!
//! A struct's field names are the columns of its table. Instants are UTC text, dates are dates, money is
//! minor units in the currency named beside it, quantities and unit prices are exact decimals.

mod account;
mod contact;
mod contract;
mod criterion;
mod document;
mod growth;
mod note;
mod pipeline;
mod product;
mod review;
mod settings;
mod task;
mod template;
mod view;

pub use account::*;
pub use contact::*;
pub use contract::*;
pub use criterion::*;
pub use document::*;
pub use growth::*;
pub use note::*;
pub use pipeline::*;
pub use product::*;
pub use review::*;
pub use settings::*;
pub use task::*;
pub use template::*;
pub use view::*;

/// Derives what every closed list of words needs: text on the wire and on disk, comparable, copyable.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as it is stored and sent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The word for a stored text.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}
pub(crate) use words;
