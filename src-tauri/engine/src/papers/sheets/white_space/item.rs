//! One item of a white-space sheet: as it is printed, and plain as the CSV has it.

use super::{Names, SheetRow};
use crate::commands::white_space::{Reckoning, WhiteSpaceRow};
use crate::papers::phrases::Head;
use crate::papers::sheets::Ground;
use crate::papers::sources::filled;
use crate::papers::voice::Voice;
use headroom_core::book::{Contact, WhiteSpaceDimension, WhiteSpaceStatus};
use headroom_core::money::Money;
use headroom_core::paper::{LabelledLine, PaperQuote, WhiteSpaceBlock};
use headroom_core::white_space::{Block, block, promise};

pub(super) fn product<'a>(names: &'a Names, row: &WhiteSpaceRow) -> Option<&'a str> {
    names.products.get(row.item.product_id.as_ref()?.as_str()).map(|product| product.name.as_str())
}

/// "Marcus Adeyemi, Quality Systems Manager (strong champion)".
fn champion(voice: Voice, contact: &Contact) -> String {
    let strength = contact
        .champion_strength
        .map(|strength| {
            format!(" ({})", voice.role(headroom_core::book::StakeholderRole::Champion, Some(strength)))
        })
        .unwrap_or_default();
    match filled(contact.title.as_deref()) {
        Some(title) => format!("{}, {title}{strength}", contact.name),
        None => format!("{}{strength}", contact.name),
    }
}

/// Current, potential, target, need and the rest, whatever is known, in the order of the sheet.
pub(super) fn printed(
    ground: &Ground,
    names: &Names,
    row: &WhiteSpaceRow,
    amount: impl Fn(Money) -> String,
) -> WhiteSpaceBlock {
    let (voice, item) = (ground.voice, &row.item);
    let part = block(item);
    let product = product(names, row);
    let department = filled(item.department.as_deref());
    let cross = part == Block::CrossSell;
    let title = match product {
        Some(product) if cross => product.to_owned(),
        _ => voice.block(part).to_owned(),
    };
    let mut lines: Vec<(Head, String)> = Vec::new();
    let mut line = |head: Head, text: Option<&str>| {
        if let Some(text) = filled(text) {
            lines.push((head, text.to_owned()));
        }
    };
    if !cross {
        let whose = [product, department].into_iter().flatten().collect::<Vec<_>>().join(", ");
        line(Head::Product, Some(&whose));
    }
    line(Head::Current, item.current.as_deref());
    let basis = filled(item.basis.as_deref());
    let potential = match (filled(item.potential.as_deref()), basis) {
        (Some(potential), Some(basis)) => Some(format!("{potential} ({basis})")),
        (potential, basis) => potential.or(basis).map(str::to_owned),
    };
    line(if part == Block::Plan { Head::Target } else { Head::Potential }, potential.as_deref());
    line(
        Head::Champion,
        ground.contact(item.champion_id.as_ref()).map(|contact| champion(voice, contact)).as_deref(),
    );
    line(Head::UseCase, item.use_case.as_deref());
    line(Head::ValueDriver, item.value_driver.as_deref());
    line(Head::Incumbent, item.incumbent.as_deref());
    line(Head::Amount, row.reckoning.as_ref().and_then(|how| reckoned(voice, how)).as_deref());
    let said = item.quote_id.as_ref().and_then(|id| names.quotes.get(id.as_str()));
    let dealt = item.status == WhiteSpaceStatus::InDeal;
    WhiteSpaceBlock {
        title,
        subtitle: [
            department.filter(|_| cross),
            filled(Some(voice.promise(promise(item)))),
            dealt.then(|| voice.in_a_deal()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; "),
        priority: voice.marks([item.arr_potential, item.ease, item.importance]),
        lines: lines
            .into_iter()
            .map(|(head, text)| LabelledLine { label: voice.head(head).to_owned(), text })
            .collect(),
        need_label: voice.head(Head::Need).to_owned(),
        need: said.map(|quote| PaperQuote {
            text: quote.text.trim().to_owned(),
            byline: format!("{}, {}", quote.speaker, voice.short_date(quote.said_on)),
            paraphrased: false,
        }),
        amount: row.worth.map(amount).unwrap_or_default(),
        quarter: item.quarter.as_deref().map(|quarter| voice.quarter(quarter)).unwrap_or_default(),
    }
}

/// How an amount came about that nobody entered; a price by tiers has no short formula.
fn reckoned(voice: Voice, how: &Reckoning) -> Option<String> {
    if how.tiered {
        return None;
    }
    let replaced = (!how.replaced.is_zero()).then(|| voice.amount(how.replaced));
    let period = voice.period(Some(how.period));
    Some(voice.reckoning(
        &voice.quantity(how.units),
        &voice.price(how.unit_price),
        &period,
        replaced.as_deref(),
    ))
}

pub(super) fn plain(ground: &Ground, names: &Names, row: &WhiteSpaceRow) -> SheetRow {
    let item = &row.item;
    let text = |text: &Option<String>| filled(text.as_deref()).unwrap_or_default().to_owned();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let said = item.quote_id.as_ref().and_then(|id| names.quotes.get(id.as_str()));
    let champion = ground.contact(item.champion_id.as_ref());
    let dimension: WhiteSpaceDimension = item.dimension;
    SheetRow {
        block: block(item).as_str(),
        values: vec![
            ("dimension", dimension.as_str().to_owned()),
            ("product", product(names, row).unwrap_or_default().to_owned()),
            ("unit_or_department", text(&item.department)),
            ("current", text(&item.current)),
            ("potential", text(&item.potential)),
            ("basis", text(&item.basis)),
            ("triggering_need", said.map(|quote| quote.text.trim().to_owned()).unwrap_or_default()),
            ("said_by", said.map(|quote| quote.speaker.clone()).unwrap_or_default()),
            ("champion", champion.map(|contact| contact.name.clone()).unwrap_or_default()),
            ("champion_role", champion.map(|contact| text(&contact.title)).unwrap_or_default()),
            ("use_case", text(&item.use_case)),
            ("value_driver", text(&item.value_driver)),
            ("incumbent", text(&item.incumbent)),
            ("arr_impact", row.worth.map(|worth| worth.plain()).unwrap_or_default()),
            ("quarter", text(&item.quarter)),
            ("status", item.status.as_str().to_owned()),
            ("arr_potential", number(item.arr_potential)),
            ("ease", number(item.ease)),
            ("importance", number(item.importance)),
        ],
    }
}
