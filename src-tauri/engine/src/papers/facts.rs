//! What the checks of `headroom_core` ask about a paper, gathered from the rows of the book.

use crate::commands::calculation::Sums;
use crate::store;

use super::proposal::with_unit;
use super::sources::{Sources, content_of, filled, internal_texts, product_names};
use headroom_core::book::{
    AddendumContent, BoundText, ContactStatus, Criterion, CriterionState, DocumentKind, LinePeriod, Price,
    ProposalContent, ReviewContent,
};
use headroom_core::checks::{
    AddendumFacts, Amounts, BoundFact, CriterionFact, FloorFact, PageFit, ProposalFacts, QuoteFact,
    ReviewFacts,
};
use headroom_core::contract::{Floor, below_floor};
use headroom_core::error::{AppError, Result};
use headroom_core::id::CriterionId;
use headroom_core::paper::{ReviewView, SlideKind};
use rusqlite::Connection;

/// The facts of a proposal.
pub(super) fn proposal(connection: &Connection, sources: &Sources, fit: PageFit) -> Result<ProposalFacts> {
    let content: ProposalContent = sources.content()?;
    let buyer = sources.contact(content.economic_buyer_id.as_ref());
    let mut page_two = vec![
        ("constraint".to_owned(), content.constraint.clone().unwrap_or_default()),
        ("next_step".to_owned(), content.next_step.clone().unwrap_or_default()),
    ];
    for (index, other) in content.alternatives.iter().enumerate() {
        page_two.push((format!("alternatives.{index}"), format!("{}\n{}", other.title, other.text)));
    }
    page_two.retain(|(_, text)| !text.trim().is_empty());
    Ok(ProposalFacts {
        day: sources.day(),
        supplier: sources.supplier_name().to_owned(),
        headline: bound(sources, &content.headline),
        bullets: content.bullets.iter().map(|bullet| bound(sources, bullet)).collect(),
        proposing: content.proposing.iter().map(|line| (line.label.clone(), line.text.clone())).collect(),
        criteria: criteria(sources, &content.criteria),
        effective: sources.effective(),
        co_term: sources.renewal(),
        amounts: amounts(connection, sources)?,
        floor: floor(connection, sources)?,
        economic_buyer: buyer.map(|contact| contact.name.clone()).unwrap_or_default(),
        economic_buyer_left: buyer.is_some_and(|contact| contact.status == ContactStatus::Left),
        valid_until: content.valid_until.or(sources.document.valid_until),
        next_step: content.next_step.clone().unwrap_or_default(),
        product_names: product_names(connection, &sources.settings)?,
        private_texts: internal_texts(connection, sources.account.id.as_str())?,
        page_two_texts: page_two,
        fit,
    })
}

/// The facts of an addendum.
pub(super) fn addendum(connection: &Connection, sources: &Sources, fit: PageFit) -> Result<AddendumFacts> {
    let content: AddendumContent = sources.content()?;
    let signatory = sources
        .contact(content.recipient_id.as_ref())
        .or_else(|| sources.contact(sources.document.recipient_id.as_ref()));
    Ok(AddendumFacts {
        supplier: sources.supplier_legal_name().to_owned(),
        supplier_address: sources.settings.company.address.clone(),
        customer: sources.customer_name().to_owned(),
        customer_address: sources.account.address.clone().unwrap_or_default(),
        msa_reference: sources.msa_reference().unwrap_or_default().to_owned(),
        msa_date: sources.msa_date(),
        effective: sources.effective(),
        co_term: sources.renewal(),
        amounts: amounts(connection, sources)?,
        floor: floor(connection, sources)?,
        criteria: criteria(sources, &content.criteria),
        unlike_proposal: unlike_proposal(sources, &content)?,
        verbal_yes_on: content.verbal_yes_on,
        signatory: signatory.map(|contact| contact.name.clone()).unwrap_or_default(),
        private_texts: internal_texts(connection, sources.account.id.as_str())?,
        fit,
    })
}

/// The facts of a review deck.
pub(super) fn review(
    connection: &Connection,
    sources: &Sources,
    view: &ReviewView,
    fit: PageFit,
) -> Result<ReviewFacts> {
    let content: ReviewContent = sources.content()?;
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut put = |at: String, text: &str| {
        if !text.trim().is_empty() {
            texts.push((at, text.to_owned()));
        }
    };
    for (kind, text) in &content.slides {
        put(format!("slides.{}.title", kind.as_str()), &text.title);
        put(format!("slides.{}.lead", kind.as_str()), &text.lead);
    }
    for (at, criterion) in view.outcomes.criteria.iter().enumerate() {
        put(format!("criteria.{at}"), &criterion.text);
        put(format!("criteria.{at}"), &criterion.evidence);
    }
    for (at, gap) in content.gaps.iter().enumerate() {
        for (field, text) in
            [("name", &gap.name), ("why", &gap.why), ("close", &gap.close), ("owner", &gap.owner)]
        {
            put(format!("gaps.{at}.{field}"), text);
        }
    }
    for (at, goal) in content.goals.iter().enumerate() {
        put(format!("goals.{at}.asks"), &goal.asks);
    }
    for (at, plan) in content.roadmap.iter().enumerate() {
        put(format!("roadmap.{at}.name"), &plan.name);
        put(format!("roadmap.{at}.note"), &plan.note);
    }
    let ask = &content.recommendation;
    put("recommendation.text".to_owned(), &ask.text);
    put("recommendation.source".to_owned(), &ask.source);
    for (at, reason) in ask.reasons.iter().enumerate() {
        put(format!("recommendation.reasons.{at}.title"), &reason.title);
        put(format!("recommendation.reasons.{at}.text"), &reason.text);
    }
    for (at, step) in content.steps.iter().enumerate() {
        put(format!("steps.{at}.what"), &step.what);
        put(format!("steps.{at}.who"), &step.who);
    }
    let one = |at: &str, what: &str, text: Option<&BoundText>| {
        let text = text.filter(|text| text.quote_id.is_some() || !text.text.trim().is_empty())?;
        Some((at.to_owned(), what.to_owned(), bound(sources, text)))
    };
    let mut quotes: Vec<(String, String, BoundFact)> = [
        one("cover_quote", "The quote on the cover", content.cover_quote.as_ref()),
        one("value_quote", "The quote beside the value", content.value_quote.as_ref()),
        one("recommendation.quote", "The quote of the recommendation", ask.quote.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    quotes.extend(content.goals.iter().enumerate().filter_map(|(at, goal)| {
        one(&format!("goals.{at}.quote"), &format!("Goal {}", at + 1), Some(&goal.quote))
    }));
    let heads = [
        (SlideKind::Summary, &view.summary.head.missing),
        (SlideKind::Outcomes, &view.outcomes.head.missing),
        (SlideKind::Usage, &view.usage.head.missing),
        (SlideKind::Value, &view.value.head.missing),
        (SlideKind::Gaps, &view.gaps.head.missing),
        (SlideKind::Goals, &view.goals.head.missing),
        (SlideKind::Roadmap, &view.roadmap.head.missing),
        (SlideKind::Recommendation, &view.recommendation.missing),
        (SlideKind::Next, &view.next.head.missing),
    ];
    Ok(ReviewFacts {
        texts,
        quotes,
        absent: heads.into_iter().filter(|(_, missing)| !missing.is_empty()).map(|(kind, _)| kind).collect(),
        slides: view.order.kinds().to_vec(),
        tied: ask.criterion_id.as_ref().is_some_and(|id| sources.criteria.contains_key(id)),
        private_texts: internal_texts(connection, sources.account.id.as_str())?,
        fit,
    })
}

fn bound(sources: &Sources, text: &BoundText) -> BoundFact {
    let quote = text.quote_id.as_ref().and_then(|id| sources.quotes.get(id));
    BoundFact {
        text: text.text.clone(),
        bound: text.quote_id.is_some(),
        quote: quote.map(|quote| QuoteFact {
            id: quote.id.as_str().to_owned(),
            text: quote.text.clone(),
            speaker: quote.speaker.clone(),
            deleted: quote.deleted_at.is_some(),
        }),
    }
}

/// The criteria in their order; one the book does not have stands as gone.
fn criteria(sources: &Sources, ids: &[CriterionId]) -> Vec<CriterionFact> {
    ids.iter()
        .map(|id| match sources.criteria.get(id) {
            None => CriterionFact {
                text: id.as_str().to_owned(),
                measure: "?".to_owned(),
                due_day: 90,
                figures: String::new(),
                gone: true,
            },
            Some(criterion) => CriterionFact {
                text: criterion.text.clone(),
                measure: measure(criterion),
                due_day: criterion.due_day,
                figures: figures(criterion),
                gone: criterion.deleted_at.is_some() || criterion.state == CriterionState::Superseded,
            },
        })
        .collect()
}

/// Target and baseline as page one prints them.
fn figures(criterion: &Criterion) -> String {
    let unit = criterion.unit.as_deref();
    [&criterion.target, &criterion.baseline]
        .into_iter()
        .filter_map(|value| filled(value.as_deref()))
        .map(|value| with_unit(value, unit))
        .collect::<Vec<_>>()
        .join("; ")
}

fn measure(criterion: &Criterion) -> String {
    filled(criterion.measure.as_deref())
        .or_else(|| filled(criterion.target.as_deref()))
        .unwrap_or_default()
        .to_owned()
}

/// The lines that cost less than the price book's floor, and who agreed to it.
fn floor(connection: &Connection, sources: &Sources) -> Result<FloorFact> {
    let Some(stored) = &sources.record else { return Ok(FloorFact::default()) };
    let prices: Vec<Price> = store::list(
        connection,
        "WHERE currency = ? AND floor_price IS NOT NULL AND deleted_at IS NULL",
        [stored.record.currency.code()],
    )?;
    let floors: Vec<Floor> = prices
        .into_iter()
        .filter_map(|price| {
            let period = LinePeriod::parse(&price.period)?;
            Some(Floor { product_id: price.product_id, period, unit_price: price.floor_price? })
        })
        .collect();
    let below = below_floor(&stored.record, &floors)?
        .into_iter()
        .map(|line| {
            let price = line.unit_price.decimal_text(2).map_err(AppError::internal)?;
            Ok(format!(
                "{} at {price} a {} is below its floor of {}.",
                line.product,
                line.period.as_str(),
                line.floor.normalize()
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    let approved = sources
        .change
        .as_ref()
        .and_then(|change| change.approval.as_ref())
        .map(|approval| format!("{} on {}", approval.approver, approval.approved_on))
        .unwrap_or_default();
    Ok(FloorFact { below, approved })
}

/// Whether the amounts are stored, and still what the change on the contract as it is now comes to.
fn amounts(connection: &Connection, sources: &Sources) -> Result<Amounts> {
    let Some(stored) = &sources.record else { return Ok(Amounts::Missing) };
    let current = match &sources.change {
        None => true,
        Some(change) => {
            change.record_id.as_ref().is_none_or(|current| *current == stored.id)
                && Sums::gather(connection, change)?.is_current(&stored.record)
        }
    };
    Ok(if current { Amounts::Stored } else { Amounts::Outdated })
}

/// Where the addendum says something else than the proposal it came from.
fn unlike_proposal(sources: &Sources, content: &AddendumContent) -> Result<Vec<String>> {
    let Some(proposal) = sources.source.as_ref().filter(|source| source.kind == DocumentKind::Proposal)
    else {
        return Ok(Vec::new());
    };
    let mut differences = Vec::new();
    let printed = sources.record.as_ref().map(|stored| &stored.id);
    if proposal.record_id.is_some() && proposal.record_id.as_ref() != printed {
        differences.push(format!(
            "The amounts come from another calculation than those of proposal {}.",
            proposal.number
        ));
    }
    let proposed: ProposalContent = content_of(proposal)?;
    if proposed.criteria != content.criteria {
        differences.push(format!("The success criteria are not those of proposal {}.", proposal.number));
    }
    Ok(differences)
}
