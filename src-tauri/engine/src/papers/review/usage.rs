//! What is used of what is paid for: the months of one metric, and the gaps.

use super::{Deck, LITTLE};
use crate::papers::review_compose::main_metric;
use crate::papers::review_figures::{called, scaled};
use crate::papers::sources::filled;
use crate::papers::usage::{by_month, ratio};
use chrono::{Datelike, NaiveDate};
use headroom_core::book::GapText;
use headroom_core::locale::DateStyle;
use headroom_core::paper::{
    ChartValue, ColumnChart, PaperFact, ReviewGap, ReviewGaps, Share, SlideKind, UsageSlide, labels,
};
use rust_decimal::Decimal;

/// Months on the usage slide.
const MONTHS: usize = 6;

impl Deck<'_> {
    /// The metric that was chosen; where none was, as before the first import, the one the book offers by now.
    pub(super) fn usage_metric(&self) -> Option<&str> {
        let chosen = self.content.usage_metric.as_deref();
        chosen.or_else(|| main_metric(&self.readings, self.cut_off)).filter(|metric| !metric.is_empty())
    }

    pub(super) fn usage(&mut self) -> UsageSlide {
        let voice = self.voice;
        let metric = self.usage_metric().unwrap_or_default().to_owned();
        let months =
            self.readings.get(&metric).map(|readings| by_month(readings, MONTHS)).unwrap_or_default();
        let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
            let words = labels(voice.language);
            let mut head =
                self.head(SlideKind::Usage, words.usage.to_owned(), String::new(), String::new(), true);
            if let Some(day) =
                self.readings.values().filter_map(|readings| readings.last()).map(|last| last.day).max()
            {
                head.missing = voice.usage_is_old(&voice.date(day));
            }
            return UsageSlide { head, ..UsageSlide::default() };
        };
        let name = called(voice.language, &metric);
        let month = |day: NaiveDate| voice.locale.date(day, DateStyle::Month);
        let values: Vec<ChartValue> = months
            .iter()
            .map(|reading| ChartValue {
                label: headroom_core::locale::month_name_short(voice.language, reading.day.month())
                    .to_owned(),
                written: voice.quantity(reading.value),
                amount: scaled(reading.value),
            })
            .collect();
        let paid = last.entitlement.map(|paid| voice.quantity(paid));
        let limit =
            last.entitlement.zip(paid.as_ref()).map(|(amount, paid)| (voice.entitled(paid), scaled(amount)));
        let limit = limit.as_ref().map(|(text, amount)| (text.as_str(), *amount));
        let mut facts = Vec::new();
        if months.len() > 1 && last.value != first.value {
            let moved = last.value - first.value;
            let sign = if moved > Decimal::ZERO { "+" } else { "" };
            facts.push(PaperFact {
                figure: format!("{sign}{}", voice.quantity(moved)),
                text: voice.since(&month(first.day)),
            });
        }
        if let Some(paid) = last.entitlement {
            let free = paid - last.value;
            facts.push(PaperFact {
                figure: voice.quantity(free.abs()),
                text: voice.free(free < Decimal::ZERO),
            });
        }
        let of = match &paid {
            Some(paid) => format!("{} {}", voice.quantity(last.value), voice.of_paid(paid)),
            None => voice.quantity(last.value),
        };
        let day = voice.short_date(last.day);
        self.number(
            SlideKind::Usage,
            [name.clone(), of, voice.reading_of(&day), voice.product_usage(), day.clone()],
        );
        let over = last.entitlement.map(|paid| last.value - paid).filter(|over| *over > Decimal::ZERO);
        let title = match over {
            Some(over) => {
                voice.usage_over(&name, &voice.quantity(last.value), &voice.quantity(over), &month(last.day))
            }
            None => voice.usage_title(&name, &voice.quantity(last.value), paid.as_deref(), &month(last.day)),
        };
        let source = voice.usage_up_to(&voice.date(self.cut_off));
        UsageSlide {
            head: self.head(SlideKind::Usage, title, voice.usage_lead(), source, false),
            chart: ColumnChart::columns(&values, limit),
            facts,
        }
    }

    pub(super) fn gaps(&mut self) -> ReviewGaps {
        let voice = self.voice;
        let mut rows = Vec::new();
        let picked = &self.content.gaps;
        let used: Vec<GapText> = self
            .readings
            .iter()
            .filter(|(_, readings)| readings.last().is_some_and(|last| last.entitlement.is_some()))
            .map(|(metric, _)| GapText { metric: metric.clone(), ..GapText::default() })
            .take(4)
            .collect();
        let idle = !picked.is_empty();
        let full =
            self.readings.values().filter_map(|readings| ratio(readings.last()?)).all(|part| part >= LITTLE);
        for gap in if idle { picked } else { &used } {
            if let Some((row, number)) = self.gap(gap) {
                rows.push(row);
                self.number(SlideKind::Gaps, number);
            }
        }
        let missing = rows.is_empty();
        let title = match (missing, idle) {
            (true, _) => labels(voice.language).gaps.to_owned(),
            (false, true) => voice.gaps_title(rows.len()),
            (false, false) => voice.nothing_idle(full),
        };
        let lead = if idle && !missing { voice.gaps_lead() } else { String::new() };
        let source = voice.usage_up_to(&voice.date(self.cut_off));
        ReviewGaps { head: self.head(SlideKind::Gaps, title, lead, source, missing), rows }
    }

    fn gap(&self, gap: &GapText) -> Option<(ReviewGap, [String; 5])> {
        let voice = self.voice;
        let readings = self.readings.get(&gap.metric)?;
        let last = readings.last()?;
        let paid = last.entitlement?;
        let name = filled(Some(&gap.name)).map_or_else(|| called(voice.language, &gap.metric), str::to_owned);
        let months = by_month(readings, 4);
        let trend = months.first().filter(|first| first.day < last.day).map(|first| {
            let month = headroom_core::locale::month_name(voice.language, first.day.month());
            voice.gap_trend(&voice.quantity(first.value), month, last.value.cmp(&first.value))
        });
        let day = voice.short_date(last.day);
        let of_paid = voice.of_paid(&voice.quantity(paid));
        let number = [
            name.clone(),
            format!("{} {of_paid}", voice.quantity(last.value)),
            voice.reading_of(&day),
            voice.product_usage(),
            day,
        ];
        let row = ReviewGap {
            what: name,
            used: voice.quantity(last.value),
            of_paid,
            bar: Share::of(scaled(last.value), scaled(paid)),
            why: filled(Some(&gap.why)).map(str::to_owned).or(trend).unwrap_or_default(),
            close: gap.close.trim().to_owned(),
            owner: gap.owner.trim().to_owned(),
        };
        Some((row, number))
    }
}
