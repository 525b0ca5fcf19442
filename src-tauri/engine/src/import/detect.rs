//! Finds out what a file means: the kind of its rows and which column is which field. Names come first; a look
//! at the values helps where no name does.

use super::cells::key_field;
use super::fields::{self, Field, METRICS, Type, normalised};
use super::mapping::{Details, End, Mapping, Scalar, Target};
use super::read::Source;
use super::report::ImportKind;
use csv::StringRecord;
use headroom_core::error::Result;
use headroom_core::money::Currency;

/// How many rows the shape of unnamed values is looked for in.
const SHAPE_ROWS: usize = 200;

/// The kind whose fields the header fits best; `None` when two fit alike or nothing fits.
pub(super) fn kind(headers: &[String]) -> Option<ImportKind> {
    let mut scores: Vec<(usize, ImportKind)> = ImportKind::ALL
        .into_iter()
        .filter(|kind| {
            let mapping = named_columns(*kind, headers);
            missing(*kind, &mapping).is_none() && is_told(*kind, &mapping)
        })
        .map(|kind| {
            let mapping = named_columns(kind, headers);
            let own = mapping.columns.values().filter(|target| !target.field().starts_with("extra.")).count();
            // A key of its own kind says most: "subscription_id" is about contracts.
            let keyed = mapping.key.as_deref().is_some_and(|column| normalised(column) != "id");
            (own * 2 + usize::from(keyed) * 3, kind)
        })
        .collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores.as_slice() {
        [(best, kind), (next, _), ..] if best > next => Some(*kind),
        [(_, kind)] => Some(*kind),
        _ => None,
    }
}

/// Tickets and losses have columns that other files have too (date, subject, status, reason): only what is theirs
/// alone tells them.
fn is_told(kind: ImportKind, mapping: &Mapping) -> bool {
    let keyed = mapping.key.as_deref().is_some_and(|column| {
        let name = normalised(column);
        ["ticket", "case", "issue", "churn", "loss"].iter().any(|word| name.contains(word))
    });
    let column = |field: &str, words: &[&str]| {
        mapping.columns.iter().any(|(column, target)| {
            let name = normalised(column);
            target.field() == field && words.iter().any(|word| name.contains(word))
        })
    };
    match kind {
        ImportKind::Tickets => keyed || column("ticket.priority", &["priorit", "severity"]),
        ImportKind::Losses => keyed || column("loss.noted_on", &["churn", "loss", "lost", "cancel"]),
        _ => true,
    }
}

/// The mapping the names and values of a file suggest.
pub(super) fn mapping(kind: ImportKind, source: &Source) -> Result<Mapping> {
    let mut mapping = named_columns(kind, &source.headers);
    by_shape(&mut mapping, source)?;
    if kind == ImportKind::Accounts {
        for header in &source.headers {
            if !mapping.columns.contains_key(header) && mapping.key.as_ref() != Some(header) {
                mapping.columns.insert(header.clone(), Target::Field(format!("extra.{header}")));
            }
        }
    }
    Ok(mapping)
}

/// Maps columns by their names alone.
fn named_columns(kind: ImportKind, headers: &[String]) -> Mapping {
    let mut mapping = Mapping::empty(kind);
    for field in fields::of(kind) {
        let best = headers
            .iter()
            .filter(|header| !mapping.columns.contains_key(*header) && mapping.key.as_ref() != Some(header))
            .filter_map(|header| rank(field, header).map(|rank| (rank, header)))
            .min_by_key(|(rank, _)| *rank);
        let Some((_, header)) = best else { continue };
        if field.name == key_field(kind) {
            mapping.key = Some(header.clone());
        } else {
            let end = (field.of == Type::EndDate).then_some(End::Exclusive);
            let details = Details { field: field.name.to_owned(), end, ..Details::default() };
            mapping.columns.insert(header.clone(), Target::from_details(details));
        }
    }
    if kind == ImportKind::Usage {
        for header in headers {
            let name = normalised(header);
            let metric = METRICS.iter().find(|(_, names)| names.contains(&name.as_str()));
            if let Some((metric, _)) = metric.filter(|_| !mapping.columns.contains_key(header)) {
                mapping.columns.insert(header.clone(), Target::Field(format!("usage.metric.{metric}")));
            }
        }
    }
    // "arr_usd" and "ARR (EUR)" name the currency in the column.
    let has_currency = mapping.columns.values().any(|target| target.field().ends_with("currency"));
    let named = mapping.columns.keys().find_map(|header| currency_in(header).map(|(currency, _)| currency));
    if let Some(currency) =
        named.filter(|_| !has_currency && matches!(kind, ImportKind::Contracts | ImportKind::Opportunities))
    {
        mapping.constants.insert("currency".to_owned(), Scalar(currency.to_owned()));
    }
    mapping
}

/// How well a column name fits a field: the place in the field's list, `None` when it does not.
fn rank(field: &Field, header: &str) -> Option<usize> {
    let place = |name: &str| field.columns().position(|column| column == name);
    place(&normalised(header)).or_else(|| {
        let (_, rest) = currency_in(header).filter(|_| matches!(field.of, Type::Money | Type::Number))?;
        place(&normalised(&rest)).map(|rank| rank + 100)
    })
}

/// The currency a column name ends with, and the name without it.
fn currency_in(header: &str) -> Option<(&'static str, String)> {
    let trimmed = header.trim().trim_end_matches(')');
    let cut = trimmed.rfind(|c: char| !c.is_alphanumeric())?;
    let code = trimmed[cut + 1..].to_ascii_uppercase();
    let currency: Currency = code.parse().ok().filter(|_| cut + 1 < trimmed.len())?;
    Some((currency.code(), trimmed[..cut].to_owned()))
}

/// Maps what no name gave away but the values do: mail addresses.
fn by_shape(mapping: &mut Mapping, source: &Source) -> Result<()> {
    if mapping.kind != ImportKind::Contacts || mapping.columns.values().any(|t| t.field() == "contact.email")
    {
        return Ok(());
    }
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let mut counts = vec![(0_usize, 0_usize); source.headers.len()];
    for _ in 0..SHAPE_ROWS {
        let Some(found) = rows.next(&mut record)? else { break };
        if found.fault.is_some() {
            continue;
        }
        for (count, cell) in counts.iter_mut().zip(record.iter()) {
            let cell = cell.trim();
            count.0 += usize::from(!cell.is_empty());
            count.1 += usize::from(is_mail(cell));
        }
    }
    for (header, (filled, mails)) in source.headers.iter().zip(counts) {
        if mails > 0 && mails * 10 >= filled * 9 && !mapping.columns.contains_key(header) {
            mapping.columns.insert(header.clone(), Target::Field("contact.email".to_owned()));
            break;
        }
    }
    Ok(())
}

fn is_mail(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty() && domain.contains('.') && !domain.contains(['@', ' '])
}

/// The first thing a mapping lacks to be usable, in words.
pub(super) fn missing(kind: ImportKind, mapping: &Mapping) -> Option<&'static str> {
    let has = |field: &str| {
        mapping
            .columns
            .values()
            .any(|target| fields::named(kind, target.field()).is_some_and(|f| f.name == field))
            || mapping.constants.keys().any(|name| fields::named(kind, name).is_some_and(|f| f.name == field))
            || (mapping.key.is_some() && key_field(kind) == field)
    };
    let account = has("account.external_id") || has("account.name") || has("account.domain");
    match kind {
        ImportKind::Accounts if !has("account.name") => Some("the name of the account"),
        ImportKind::Contacts if !(has("contact.name") || has("contact.last_name")) => {
            Some("the name of the person")
        }
        ImportKind::Products if !has("product.name") => Some("the name of the product"),
        ImportKind::Contracts if !(has("product") || has("product.external_id")) => {
            Some("the product or plan")
        }
        ImportKind::Contracts if !has("line.start") => Some("the start date"),
        ImportKind::Usage if !has("usage.day") => Some("the date"),
        ImportKind::Usage if !(has_metric(mapping) || has("usage.value") && has("usage.metric")) => {
            Some("the metric and its value")
        }
        ImportKind::Usage if !(account || has("line.external_id")) => Some("the account or subscription"),
        ImportKind::Notes if !has("note.held_on") => Some("the date of the call"),
        ImportKind::Opportunities if !has("opportunity.name") => Some("the name of the deal"),
        ImportKind::Opportunities if !has("opportunity.stage") => Some("the stage"),
        ImportKind::Tickets if !has("ticket.opened_on") => Some("the day it was opened"),
        ImportKind::Losses if !has("loss.noted_on") => Some("the day of the loss"),
        ImportKind::Losses if !has("loss.reason") => Some("the reason"),
        ImportKind::Accounts | ImportKind::Products | ImportKind::Usage => None,
        _ if !account => Some("the account"),
        _ => None,
    }
}

fn has_metric(mapping: &Mapping) -> bool {
    mapping.columns.values().any(|target| fields::metric_of(target.field()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn the_kind_is_seen_from_the_header() {
        for (names, expected) in [
            (
                "account_id,account_name,industry,country,signup_date,plan_tier,seats,is_trial,churn_flag",
                Some(ImportKind::Accounts),
            ),
            (
                "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount",
                Some(ImportKind::Contracts),
            ),
            ("usage_id,subscription_id,usage_date,feature_name,usage_count", Some(ImportKind::Usage)),
            ("Vorname,Nachname,Firma,E-Mail,Position", Some(ImportKind::Contacts)),
            ("SKU,Product name,Price,Currency,Period", Some(ImportKind::Products)),
            ("foo,bar", None),
        ] {
            assert_eq!(kind(&headers(names)), expected, "{names}");
        }
    }

    #[test]
    fn columns_are_recognised_in_three_languages() {
        let mapping =
            named_columns(ImportKind::Accounts, &headers("Kundennummer,Firma,Branche,Mitarbeiter,Währung"));
        assert_eq!(mapping.key.as_deref(), Some("Kundennummer"));
        let field = |column: &str| mapping.columns[column].field().to_owned();
        assert_eq!(
            (field("Firma"), field("Branche"), field("Mitarbeiter"), field("Währung")),
            (
                "account.name".into(),
                "account.industry".into(),
                "account.employees".into(),
                "account.currency".into()
            )
        );
        let mapping =
            named_columns(ImportKind::Contracts, &headers("Client,Produit,Date début,Date fin,ARR (EUR)"));
        assert_eq!(mapping.constants["currency"], Scalar("EUR".into()));
        assert_eq!(mapping.columns["ARR (EUR)"].field(), "line.arr");
        assert_eq!(mapping.columns["Date fin"].details().end, Some(End::Exclusive));
    }

    #[test]
    fn what_a_file_lacks_is_named() {
        let lacks = |kind, names: &str| missing(kind, &named_columns(kind, &headers(names)));
        assert_eq!(lacks(ImportKind::Contracts, "account_id,plan_tier"), Some("the start date"));
        assert_eq!(lacks(ImportKind::Contracts, "plan_tier,start_date"), Some("the account"));
        assert_eq!(lacks(ImportKind::Accounts, "account_id"), Some("the name of the account"));
        assert_eq!(lacks(ImportKind::Usage, "account_id,date,dau,mau"), None);
    }
}
