//! The slides of a review in their fixed order, apart from how they are drawn: a PDF and a file of slides come from
//! the same list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of the twelve slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SlideKind {
    Cover,
    Agenda,
    Summary,
    Outcomes,
    Usage,
    Value,
    Gaps,
    Goals,
    Roadmap,
    Recommendation,
    Next,
    Appendix,
}

/// The part a slide belongs to; slides change places inside it only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeckPart {
    Opening,
    Outcomes,
    Gaps,
    Goals,
    Recommendation,
    Closing,
}

impl SlideKind {
    /// Value first, the ask last.
    pub const ALL: [SlideKind; 12] = [
        SlideKind::Cover,
        SlideKind::Agenda,
        SlideKind::Summary,
        SlideKind::Outcomes,
        SlideKind::Usage,
        SlideKind::Value,
        SlideKind::Gaps,
        SlideKind::Goals,
        SlideKind::Roadmap,
        SlideKind::Recommendation,
        SlideKind::Next,
        SlideKind::Appendix,
    ];

    pub fn part(self) -> DeckPart {
        match self {
            SlideKind::Cover | SlideKind::Agenda | SlideKind::Summary => DeckPart::Opening,
            SlideKind::Outcomes | SlideKind::Usage | SlideKind::Value => DeckPart::Outcomes,
            SlideKind::Gaps => DeckPart::Gaps,
            SlideKind::Goals | SlideKind::Roadmap => DeckPart::Goals,
            SlideKind::Recommendation => DeckPart::Recommendation,
            SlideKind::Next | SlideKind::Appendix => DeckPart::Closing,
        }
    }

    /// The name a field path uses.
    pub fn as_str(self) -> &'static str {
        match self {
            SlideKind::Cover => "cover",
            SlideKind::Agenda => "agenda",
            SlideKind::Summary => "summary",
            SlideKind::Outcomes => "outcomes",
            SlideKind::Usage => "usage",
            SlideKind::Value => "value",
            SlideKind::Gaps => "gaps",
            SlideKind::Goals => "goals",
            SlideKind::Roadmap => "roadmap",
            SlideKind::Recommendation => "recommendation",
            SlideKind::Next => "next",
            SlideKind::Appendix => "appendix",
        }
    }
}

/// Every slide once, parts in their order, slides inside a part as asked for. Cover, agenda and the closing slides
/// keep their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SlideOrder(Vec<SlideKind>);

impl Default for SlideOrder {
    fn default() -> Self {
        SlideOrder(SlideKind::ALL.to_vec())
    }
}

impl SlideOrder {
    /// `asked` brought into order: what it leaves out comes where it always is, what it says twice comes once.
    pub fn of(asked: &[SlideKind]) -> SlideOrder {
        let wish = |kind: SlideKind| {
            let free = matches!(kind.part(), DeckPart::Outcomes | DeckPart::Goals);
            asked.iter().position(|other| *other == kind).filter(|_| free).unwrap_or(usize::MAX)
        };
        let mut order = SlideKind::ALL.to_vec();
        order.sort_by_key(|kind| (kind.part(), wish(*kind)));
        SlideOrder(order)
    }

    pub fn kinds(&self) -> &[SlideKind] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_change_places_inside_their_part_only() {
        use SlideKind::{Goals, Outcomes, Recommendation, Roadmap, Usage, Value};
        // The recommendation asks to come first and stays tenth; usage and value come before the outcomes.
        let order = SlideOrder::of(&[Recommendation, Roadmap, Usage, Value, Outcomes, Goals, Usage]);
        assert_eq!(order.kinds()[3..6], [Usage, Value, Outcomes]);
        assert_eq!(order.kinds()[7..9], [Roadmap, Goals]);
        assert_eq!(order.kinds()[9], Recommendation);
        assert_eq!(order.kinds().len(), 12);
        assert_eq!(SlideOrder::of(&[]), SlideOrder::default());
    }
}
