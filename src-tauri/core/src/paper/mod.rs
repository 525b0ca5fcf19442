//! The papers' views: what a document says, as strings that are already formatted.
//!
//! A view holds words, never numbers to compute with: amounts, dates and counts arrive in the locale of
//! the paper, so that a template has nothing to decide. Empty strings and empty lists mean "not there";
//! a section without content is left out of the paper. Nothing here knows HTML, a page or the book.

mod addendum;
mod chart;
mod internal;
mod labels;
mod proposal;
mod review;
mod shared;
mod slides;

pub use addendum::{AddendumCriterion, AddendumView, CalculationLine, ChangeLine, Party};
pub use chart::{
    ChartBar, ChartColumn, ChartLimit, ChartSegment, ChartValue, ColumnChart, Shade, bars, stacked,
};
pub use internal::{BriefView, UsageLine, WhiteSpaceBlock, WhiteSpaceTotal, WhiteSpaceView};
pub use labels::{Labels, labels};
pub use proposal::{
    Alternative, Annex, AnnexSection, AnnexTable, Constraint, Headline, NextStep, PaperContact, PriceLine,
    PricePart, PriceTotals, ProposalCriterion, ProposalView, Roi, RoiCase,
};
pub use review::{
    AgendaItem, NumberRow, PaperFact, ReviewAgenda, ReviewAppendix, ReviewGap, ReviewGaps, ReviewGoal,
    ReviewGoals, ReviewOutcomes, ReviewRecommendation, ReviewRoadmap, ReviewSteps, ReviewSummary, ReviewView,
    ReviewedCriterion, RoadmapLane, RoadmapMonth, SlideHead, UsageSlide, ValueSlide,
};
pub use shared::{GradeMark, GradedLine, LabelledLine, PaperQuote, Share, StepLine};
pub use slides::{DeckPart, SlideKind, SlideOrder};
