//! The proposal's view from the rows of the book. A draft with gaps still has a view: what is missing is empty.

use super::lines::{both, day_before, last_day, only_year, sentence, what};
use super::roi::roi;
use super::sources::{Sources, filled};
use super::usage::Series;
use super::voice::{Voice, unbroken};
use chrono::NaiveDate;
use headroom_core::book::{BoundText, Criterion, ProposalContent, Quote};
use headroom_core::contract::{CalculatedLine, CalculationRecord, ChangeLineKind};
use headroom_core::locale::Minus;
use headroom_core::paper::{
    Alternative, Annex, AnnexSection, AnnexTable, Constraint, Headline, LabelledLine, NextStep, PaperContact,
    PaperQuote, PriceLine, PricePart, PriceTotals, ProposalCriterion, ProposalView,
};
use headroom_core::words::{Wording, compare};

/// Figures of usage an annex shows.
const MONTHS_SHOWN: usize = 12;
/// The longest figure that stands as the big one of a criterion, in characters.
const FIGURE: usize = 10;

/// What the proposal says.
pub(super) fn build(sources: &Sources, content: &ProposalContent) -> ProposalView {
    let voice = sources.voice;
    let document = &sources.document;
    let buyer = sources
        .contact(content.economic_buyer_id.as_ref())
        .or_else(|| sources.contact(content.recipient_id.as_ref()))
        .or_else(|| sources.contact(document.recipient_id.as_ref()));
    let record = sources.record.as_ref().map(|stored| &stored.record);
    ProposalView {
        language: voice.language,
        document_id: document.number.clone(),
        version: document.version.to_string(),
        date: sources.day().map(|day| voice.weekday(day)).unwrap_or_default(),
        supplier_name: sources.supplier_name().to_owned(),
        supplier_legal_name: sources.supplier_legal_name().to_owned(),
        recipient_name: buyer.map(|contact| contact.name.clone()).unwrap_or_default(),
        recipient_company: sources.customer_name().to_owned(),
        headline: headline(sources, &content.headline),
        told_me: content.bullets.iter().map(|bullet| bound_quote(sources, bullet)).collect(),
        proposing: proposing(sources, content),
        criteria: content
            .criteria
            .iter()
            .filter_map(|id| sources.criteria.get(id))
            .map(|criterion| proposal_criterion(sources, criterion))
            .collect(),
        price_intro: price_intro(sources),
        constraint: constrained(sources, content),
        until_label: sources
            .renewal()
            .map(|date| voice.until(&unbroken(&voice.date(day_before(date)))))
            .unwrap_or_default(),
        price_lines: record.map(|record| price_lines(voice, record)).unwrap_or_default(),
        totals: record
            .map(|record| PriceTotals {
                per_year: voice.amount(record.totals.acv_added),
                until: voice.amount(record.totals.total),
            })
            .unwrap_or_default(),
        at_renewal_label: record
            .map(|record| voice.whole_at_renewal(&products(voice, record)))
            .unwrap_or_default(),
        at_renewal: record.map(|record| voice.amount(record.totals.value_at_renewal)).unwrap_or_default(),
        roi: content.roi.as_ref().zip(record).and_then(|(inputs, record)| {
            let quote = inputs.quote_id.as_ref().and_then(|id| sources.quotes.get(id));
            roi(voice, inputs, &record.totals, quote.map(|quote| verbatim(sources, quote)))
        }),
        alternatives: content
            .alternatives
            .iter()
            .enumerate()
            .filter(|(_, other)| !other.title.trim().is_empty() || !other.text.trim().is_empty())
            .map(|(at, other)| {
                let price = sources.options.get(at).and_then(Option::as_ref);
                let price = price.map(|record| option_price(sources, record, other.effective));
                let text = other.text.trim().to_owned();
                Alternative {
                    title: voice.or(&other.title),
                    text: price.map(|price| format!("{price} {text}")).unwrap_or(text).trim().to_owned(),
                }
            })
            .collect(),
        next_step: next_step(sources, content),
        calculation: calculation(sources),
        annex: content.annex.then(|| annex(sources, content)).flatten(),
    }
}

fn headline(sources: &Sources, bound: &BoundText) -> Headline {
    let text = bound.text.trim().to_owned();
    let quote = bound.quote_id.as_ref().and_then(|id| sources.quotes.get(id));
    let Some(quote) = quote else { return Headline { text, ..Headline::default() } };
    let wording = compare(&quote.text, &text);
    Headline {
        byline: sources.byline(quote),
        paraphrased: wording.is_paraphrase(),
        quote: if wording == Wording::Verbatim || text.is_empty() {
            String::new()
        } else {
            quote.text.trim().to_owned()
        },
        text,
    }
}

fn bound_quote(sources: &Sources, bound: &BoundText) -> PaperQuote {
    let text = bound.text.trim().to_owned();
    match bound.quote_id.as_ref().and_then(|id| sources.quotes.get(id)) {
        // Words nobody said stand without quotation marks until they are bound.
        None => PaperQuote { text, byline: String::new(), paraphrased: true },
        Some(quote) => {
            let paraphrased = compare(&quote.text, &text).is_paraphrase();
            PaperQuote { text, byline: sources.byline(quote), paraphrased }
        }
    }
}

fn verbatim(sources: &Sources, quote: &Quote) -> PaperQuote {
    PaperQuote { text: quote.text.trim().to_owned(), byline: sources.byline(quote), paraphrased: false }
}

fn proposing(sources: &Sources, content: &ProposalContent) -> Vec<LabelledLine> {
    let voice = sources.voice;
    let mut lines: Vec<LabelledLine> = content
        .proposing
        .iter()
        .filter(|line| !line.label.trim().is_empty() || !line.text.trim().is_empty())
        .map(|line| LabelledLine { label: line.label.trim().to_owned(), text: line.text.trim().to_owned() })
        .collect();
    if let Some(renewal) = sources.renewal() {
        let (label, text) = voice.co_term(&voice.date(day_before(renewal)), &voice.date(renewal));
        lines.push(LabelledLine { label, text });
    }
    lines
}

/// A number with its unit; a unit of words needs room the figure does not have.
pub(super) fn with_unit(value: &str, unit: Option<&str>) -> String {
    let value = value.trim();
    match filled(unit) {
        Some(unit) if !value.to_lowercase().ends_with(&unit.to_lowercase()) => format!("{value}\u{a0}{unit}"),
        _ => value.to_owned(),
    }
}

fn proposal_criterion(sources: &Sources, criterion: &Criterion) -> ProposalCriterion {
    let voice = sources.voice;
    let target = filled(criterion.target.as_deref()).unwrap_or_default();
    let whole = with_unit(target, criterion.unit.as_deref());
    let figure = if target.is_empty() {
        String::new()
    } else if whole.chars().count() <= FIGURE {
        whole
    } else {
        target.to_owned()
    };
    // "25 of 25 people work …" under the figure "25 of 25" would say it twice.
    let text = criterion.text.trim();
    let text = match text.strip_prefix(target) {
        Some(rest) if !target.is_empty() && rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => text,
    };
    let date = sources.due_on(criterion).map(|day| voice.short_date(day));
    ProposalCriterion {
        figure,
        text: text.to_owned(),
        due: voice.due(&criterion.due_day.to_string(), date.as_deref(), &sources.settings.criteria_clock),
        baseline: filled(criterion.baseline.as_deref())
            .map(|value| voice.baseline(&with_unit(value, criterion.unit.as_deref())))
            .unwrap_or_default(),
    }
}

fn price_intro(sources: &Sources) -> String {
    let voice = sources.voice;
    let Some(charge) = sources.charge() else { return voice.amounts_in() };
    let start = voice.date(charge.start);
    let runs = match sources.record.as_ref().and_then(|stored| only_year(&stored.record)) {
        Some((_, days, of)) => voice.days_left(&start, &voice.count(days), &of.to_string()),
        None => voice.runs_from(&start, &voice.date(last_day(charge))),
    };
    format!("{} {runs}", voice.amounts_in())
}

/// What another way costs: the part of this contract year and what it is a year from then on.
fn option_price(sources: &Sources, record: &CalculationRecord, begins: Option<NaiveDate>) -> String {
    let voice = sources.voice;
    let yearly = voice.amount(record.totals.acv_added);
    if let Some(day) = begins.filter(|day| *day >= record.contract.end) {
        return voice.option_later(&yearly, &voice.date(day));
    }
    let last = voice.date(last_day(record.charge));
    let price = voice.option_price(&voice.amount(record.totals.total), &last, &yearly);
    let own = sources.record.as_ref().is_none_or(|stored| stored.record.charge.start == record.charge.start);
    if own { price } else { voice.option_from(&price, &voice.date(record.charge.start)) }
}

/// The constraint: figure and source from usage where a metric was chosen, what it means and costs as it was written.
fn constrained(sources: &Sources, content: &ProposalContent) -> Option<Constraint> {
    let voice = sources.voice;
    let written = content.constraint.as_deref().and_then(constraint);
    let Some(series) = metric(sources, content) else { return written };
    let Some(last) = series.points.last() else { return written };
    let number = |value| voice.locale.decimal(value, 0, 1, Minus::Typographic);
    let figure = match last.entitlement {
        Some(limit) => voice.of_whole(&number(last.value), &number(limit)),
        None => number(last.value),
    };
    let meaning = content.constraint.as_deref().map(|text| {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    });
    Some(Constraint {
        figure,
        text: meaning
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| voice.constraint_used(&voice.metric(&series.metric))),
        source: voice.usage_source(&voice.date(last.day)),
    })
}

fn metric<'a>(sources: &'a Sources, content: &ProposalContent) -> Option<&'a Series> {
    let metric = filled(content.constraint_metric.as_deref())?;
    sources.usage.iter().find(|series| series.metric == metric)
}

/// The calculation line by line, and the usage behind the constraint.
fn annex(sources: &Sources, content: &ProposalContent) -> Option<Annex> {
    let voice = sources.voice;
    let stored = sources.record.as_ref()?;
    let [amounts, usage] = voice.annex_heads();
    let rows = super::addendum::calculation(voice, &stored.record);
    let blanks = amounts.len() - 2;
    let mut total = vec![headroom_core::paper::labels(voice.language).total.to_owned()];
    total.extend(vec![String::new(); blanks]);
    total.push(voice.amount(stored.record.totals.total));
    let mut sections = vec![AnnexSection {
        heading: voice.annex_amounts(),
        paragraphs: vec![super::addendum::method(voice, &stored.record)],
        table: Some(AnnexTable {
            head: amounts,
            rows: rows
                .into_iter()
                .map(|row| vec![row.what, row.formula, row.unrounded, row.rounded])
                .collect(),
            total,
        }),
    }];
    if let Some(series) = metric(sources, content) {
        let number = |value| voice.locale.decimal(value, 0, 1, Minus::Typographic);
        let newest = series.points.len().saturating_sub(MONTHS_SHOWN);
        sections.push(AnnexSection {
            heading: voice.annex_usage(),
            paragraphs: vec![voice.metric(&series.metric)],
            table: Some(AnnexTable {
                head: usage,
                rows: series.points[newest..]
                    .iter()
                    .map(|point| {
                        let limit = point.entitlement.map(number).unwrap_or_default();
                        vec![voice.date(point.day), number(point.value), limit]
                    })
                    .collect(),
                total: Vec::new(),
            }),
        });
    }
    Some(Annex { title: voice.annex_title(), intro: voice.annex_intro(&stored.number), sections })
}

/// The constraint as the AM wrote it: the figure, what it means and costs, the source, a line each. One line alone
/// is what it means.
fn constraint(text: &str) -> Option<Constraint> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let own = |line: &str| line.to_owned();
    match lines.as_slice() {
        [] => None,
        [text] => Some(Constraint { text: own(text), ..Constraint::default() }),
        [figure, text] => Some(Constraint { figure: own(figure), text: own(text), source: String::new() }),
        [figure, text @ .., source] => {
            Some(Constraint { figure: own(figure), text: text.join(" "), source: own(source) })
        }
    }
}

fn price_lines(voice: Voice, record: &CalculationRecord) -> Vec<PriceLine> {
    let mut lines = Vec::new();
    let mut rest = record.lines.iter().peekable();
    while let Some(line) = rest.next() {
        if line.kind == ChangeLineKind::PlanCredit
            && let Some(charge) = rest.next_if(|next| next.kind == ChangeLineKind::PlanCharge)
        {
            lines.push(plan_change(voice, record, line, charge));
        } else {
            lines.push(price_line(voice, line));
        }
    }
    lines
}

fn price_line(voice: Voice, line: &CalculatedLine) -> PriceLine {
    let what = what(voice, line);
    let title = if line.list_totals.is_some() {
        what
    } else if line.quantity.abs() == rust_decimal::Decimal::ONE && line.kind != ChangeLineKind::AddedQuantity
    {
        match line.period {
            Some(headroom_core::contract::PricePeriod::Year) | None => what,
            period => format!("{what}, {} {}", voice.price(line.unit_price), voice.period(period)),
        }
    } else {
        format!("{what}, {}", voice.each(&voice.price(line.unit_price), line.period))
    };
    PriceLine {
        title,
        sentence: sentence(voice, line),
        per_year: if line.period.is_some() { voice.amount(line.acv) } else { String::new() },
        until: voice.amount(line.amount),
        parts: Vec::new(),
    }
}

/// A plan change: credit and charge as two grey lines that add up to their line.
fn plan_change(
    voice: Voice,
    record: &CalculationRecord,
    credit: &CalculatedLine,
    charge: &CalculatedLine,
) -> PriceLine {
    let term = charge.proration.as_ref().map_or(record.charge, |proration| proration.charge);
    let days = charge.proration.as_ref().map_or(term.days(), |proration| proration.days);
    let extra: Vec<String> = [charge, credit]
        .into_iter()
        .flat_map(|line| line.discounts.iter())
        .map(|applied| voice.discount(&applied.discount))
        .chain(credit.cap.as_ref().filter(|cap| cap.applied).map(|_| voice.capped()))
        .chain(charge.header_discount.map(|share| voice.discount_share(&voice.amount(share))))
        .collect();
    let mut sentence = voice.plan_change(&voice.count(days), &credit.product, &charge.product);
    for more in extra {
        sentence.push(' ');
        sentence.push_str(&more);
    }
    let (start, last) = (voice.short_date(term.start), voice.short_date(last_day(term)));
    PriceLine {
        title: voice.instead_of(&charge.product, &credit.product),
        sentence,
        per_year: voice.amount(both(record.currency, &[credit.acv, charge.acv])),
        until: voice.amount(both(record.currency, &[credit.amount, charge.amount])),
        parts: vec![
            PricePart {
                text: voice.part_charged(&charge.product, &start, &last),
                per_year: voice.amount(charge.acv),
                until: voice.amount(charge.amount),
            },
            PricePart {
                text: voice.part_credited(&credit.product),
                per_year: voice.amount(credit.acv),
                until: voice.amount(credit.amount),
            },
        ],
    }
}

/// "65 × Seats": what stands in the contract of the products this change adds to.
fn products(voice: Voice, record: &CalculationRecord) -> String {
    let named: Vec<String> = record
        .lines
        .iter()
        .filter(|line| {
            matches!(
                line.kind,
                ChangeLineKind::AddedQuantity | ChangeLineKind::TrueUp | ChangeLineKind::ListDifference
            )
        })
        .map(|line| {
            // One word alone on the second line looks lost.
            let product = unbroken(&line.product);
            format!("{}\u{a0}×\u{a0}{product}", voice.quantity(line.quantity_after))
        })
        .collect();
    if named.len() == 1 { named.join("") } else { String::new() }
}

fn next_step(sources: &Sources, content: &ProposalContent) -> Option<NextStep> {
    let voice = sources.voice;
    let text = filled(content.next_step.as_deref()).unwrap_or_default().to_owned();
    let until = content.valid_until.or(sources.document.valid_until);
    let am = &sources.settings.am;
    let contact = filled(Some(&am.name)).map(|name| PaperContact {
        name: name.to_owned(),
        email: am.email.trim().to_owned(),
        phone: am.phone.trim().to_owned(),
    });
    if text.is_empty() && until.is_none() && contact.is_none() {
        return None;
    }
    Some(NextStep {
        text,
        validity: until.map(|day| voice.valid_until(&voice.date(day))).unwrap_or_default(),
        contact,
    })
}

fn calculation(sources: &Sources) -> String {
    let Some(stored) = &sources.record else { return String::new() };
    sources.voice.calculation(&stored.number, sources.replaced_record.as_deref())
}
