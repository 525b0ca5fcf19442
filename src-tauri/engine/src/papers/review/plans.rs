//! What comes next: their goals, the roadmap, the one recommendation and the steps.

use super::{Deck, said, said_some};
use crate::papers::sources::filled;
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::locale::DateStyle;
use headroom_core::paper::{
    PaperFact, ReviewGoal, ReviewGoals, ReviewRecommendation, ReviewRoadmap, ReviewSteps, RoadmapLane,
    RoadmapMonth, Share, SlideKind, StepLine, labels,
};

/// Months on the roadmap.
const AHEAD: i64 = 7;

impl Deck<'_> {
    pub(super) fn goals(&self) -> ReviewGoals {
        let voice = self.voice;
        let goals: Vec<ReviewGoal> = self
            .content
            .goals
            .iter()
            .map(|goal| ReviewGoal {
                quote: said(self.sources, &goal.quote),
                asks: goal.asks.trim().to_owned(),
            })
            .filter(|goal| !goal.quote.text.is_empty())
            .collect();
        let missing = goals.is_empty();
        let lead = if missing { String::new() } else { voice.goals_lead() };
        ReviewGoals {
            head: self.head(SlideKind::Goals, voice.goals_title(), lead, String::new(), missing),
            goals,
        }
    }

    pub(super) fn roadmap(&self) -> ReviewRoadmap {
        let voice = self.voice;
        let start = self.cut_off.with_day(1).unwrap_or(self.cut_off);
        let end =
            headroom_core::dates::add_months(start, AHEAD).unwrap_or(start + Duration::days(31 * AHEAD));
        let whole = (end - start).num_days();
        let at = |day: NaiveDate| Share::of((day - start).num_days().clamp(0, whole), whole);
        let months = (0..AHEAD).filter_map(|month| {
            let day = headroom_core::dates::add_months(start, month).ok()?;
            let name = headroom_core::locale::month_name_short(voice.language, day.month());
            let label = if month == 0 || day.month() == 1 {
                format!("{name} {}", day.year())
            } else {
                name.to_owned()
            };
            Some(RoadmapMonth { label, left: at(day) })
        });
        let lanes: Vec<RoadmapLane> = self
            .content
            .roadmap
            .iter()
            .filter(|plan| !plan.name.trim().is_empty())
            .map(|plan| {
                let from = plan.from.unwrap_or(self.cut_off).clamp(start, end);
                let until = plan.until.unwrap_or(end).clamp(from, end);
                // A bar of a day is still a bar, and never leaves the picture.
                let shortest = Duration::days(8);
                let from = if until - from < shortest { (until - shortest).max(start) } else { from };
                let until = until.max(from + shortest).min(end);
                let note = filled(Some(&plan.note)).map_or_else(|| voice.lane_note(plan.goal), str::to_owned);
                let text = plan
                    .until
                    .map(|day| voice.until_day(&voice.locale.date(day, DateStyle::Day)))
                    .unwrap_or_default();
                let width = at(until).less(at(from));
                // Eight pixels a letter and a margin, in a picture of 800.
                let roomy = i64::from(width.tenths()) * 8 >= (text.chars().count() as i64 * 8 + 24) * 10;
                RoadmapLane {
                    roomy,
                    after: at(until).min(Share::of(82, 100)),
                    name: plan.name.trim().to_owned(),
                    note,
                    left: at(from),
                    width,
                    text,
                    goal: plan.goal,
                }
            })
            .collect();
        let missing = lanes.is_empty();
        ReviewRoadmap {
            head: self.head(
                SlideKind::Roadmap,
                voice.roadmap_title(lanes.is_empty() || lanes.iter().any(|lane| lane.goal)),
                String::new(),
                voice.roadmap_source(&voice.date(self.cut_off)),
                missing,
            ),
            months: months.collect(),
            lanes,
        }
    }

    pub(super) fn recommendation(&self) -> ReviewRecommendation {
        let ask = &self.content.recommendation;
        let text = ask.text.trim().to_owned();
        let missing = text.is_empty();
        ReviewRecommendation {
            missing: if missing {
                self.voice.slide_missing(SlideKind::Recommendation)
            } else {
                String::new()
            },
            text,
            quote: said_some(self.sources, ask.quote.as_ref()),
            reasons: ask
                .reasons
                .iter()
                .map(|reason| PaperFact {
                    figure: reason.title.trim().to_owned(),
                    text: reason.text.trim().to_owned(),
                })
                .filter(|reason| !reason.figure.is_empty() || !reason.text.is_empty())
                .collect(),
            source: ask.source.trim().to_owned(),
        }
    }

    pub(super) fn next(&self) -> ReviewSteps {
        let voice = self.voice;
        let steps: Vec<StepLine> = self
            .content
            .steps
            .iter()
            .filter(|step| !step.what.trim().is_empty())
            .map(|step| StepLine {
                what: step.what.trim().to_owned(),
                who: step.who.trim().to_owned(),
                when: step.on.map(|day| voice.locale.date(day, DateStyle::Day)).unwrap_or_default(),
            })
            .collect();
        let missing = steps.is_empty();
        let title = labels(voice.language).next_steps.to_owned();
        ReviewSteps { head: self.head(SlideKind::Next, title, String::new(), String::new(), missing), steps }
    }
}
