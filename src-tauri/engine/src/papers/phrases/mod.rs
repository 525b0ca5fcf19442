//! The sentences of proposal and addendum in the three languages of the papers. Figures and names arrive
//! formatted; fixed words of the templates are in `headroom_core::paper::labels`.

mod addendum;
mod lines;
mod mails;
mod method;
mod names;
mod proposal;
mod renewal;
pub(super) mod review;
mod sheets;

pub(super) use names::metric;
pub(super) use sheets::Head;

/// One sentence in the language of the voice: English, German, French.
macro_rules! say {
    ($voice:expr, $en:literal, $de:literal, $fr:literal $(,)?) => {
        match $voice.language {
            Language::En => format!($en),
            Language::De => format!($de),
            Language::Fr => format!($fr),
        }
    };
}
pub(super) use say;
