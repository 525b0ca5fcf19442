//! Builders for contract tests: a contract of one year from 1 April 2025 in US dollars unless said otherwise.
#![allow(dead_code, reason = "each test file uses its own part of the builders")]

use chrono::NaiveDate;
use headroom_core::contract::*;
use headroom_core::dates::{Term, parse_date};
use headroom_core::id::{DocumentId, LineId, RecordId};
use headroom_core::money::{Currency, Money};
use rust_decimal::Decimal;

pub fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

pub fn term(start: &str, end: &str) -> Term {
    Term::new(day(start), day(end)).unwrap()
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

pub fn dollars(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

pub fn terms(start: &str, renewal: &str) -> ContractTerms {
    ContractTerms { start: day(start), renewal_date: Some(day(renewal)), currency: Currency::USD }
}

/// A recurring yearly line, open-ended, in force since `start`.
pub fn line(id: &str, quantity: &str, unit_price: &str, start: &str) -> ContractLine {
    ContractLine {
        id: LineId::from(id),
        product_id: format!("product-{id}").into(),
        product: format!("Product {id}"),
        quantity: decimal(quantity),
        unit_price: decimal(unit_price),
        period: PricePeriod::Year,
        price_term: None,
        discount_percent: Decimal::ZERO,
        currency: Currency::USD,
        given_arr: None,
        start: day(start),
        end: None,
        kind: LineKind::Recurring,
        trial: false,
        origin: Origin::Initial,
        ended_by: None,
    }
}

pub fn change(effective: &str, items: Vec<ChangeItem>) -> ContractChange {
    ContractChange {
        effective: day(effective),
        currency: Currency::USD,
        items,
        header_discount: None,
        agreed_total: None,
    }
}

/// A new product at a yearly price.
pub fn add_product(name: &str, quantity: &str, unit_price: &str) -> ChangeItem {
    add_discounted(name, quantity, unit_price, Vec::new())
}

pub fn add_discounted(name: &str, quantity: &str, unit_price: &str, discounts: Vec<Discount>) -> ChangeItem {
    ChangeItem::AddProduct {
        product_id: name.into(),
        product: name.to_owned(),
        quantity: decimal(quantity),
        unit_price: decimal(unit_price),
        period: PricePeriod::Year,
        discounts,
    }
}

pub fn replace(line: &str, name: &str, quantity: &str, unit_price: &str) -> ChangeItem {
    ChangeItem::ReplacePlan {
        line: line.into(),
        product_id: name.into(),
        product: name.to_owned(),
        quantity: decimal(quantity),
        unit_price: decimal(unit_price),
        period: PricePeriod::Year,
        discounts: Vec::new(),
    }
}

pub fn add_quantity(line: &str, quantity: &str) -> ChangeItem {
    ChangeItem::AddQuantity {
        line: line.into(),
        quantity: decimal(quantity),
        unit_price: None,
        discounts: Vec::new(),
    }
}

pub fn remove(line: &str, quantity: &str) -> ChangeItem {
    ChangeItem::Remove { line: line.into(), quantity: decimal(quantity) }
}

pub fn one_time(name: &str, unit_price: &str) -> ChangeItem {
    ChangeItem::OneTime {
        product_id: name.into(),
        product: name.to_owned(),
        quantity: Decimal::ONE,
        unit_price: decimal(unit_price),
        discounts: Vec::new(),
    }
}

pub fn method(name: &str) -> CalculationPolicy {
    CalculationPolicy { method: name.parse().unwrap(), ..CalculationPolicy::default() }
}

pub fn calculated(
    change: &ContractChange,
    terms: &ContractTerms,
    lines: &[ContractLine],
) -> Result<CalculationRecord, ContractError> {
    calculated_by(CalculationPolicy::default(), "rec-1", change, terms, lines)
}

pub fn calculated_by(
    policy: CalculationPolicy,
    id: &str,
    change: &ContractChange,
    terms: &ContractTerms,
    lines: &[ContractLine],
) -> Result<CalculationRecord, ContractError> {
    calculate(&CalculationInput { id: &RecordId::from(id), change, terms, lines, billing: &[], policy })
}

/// The amounts of the lines as plain text.
pub fn amounts(record: &CalculationRecord) -> Vec<String> {
    record.lines.iter().map(|line| line.amount.plain()).collect()
}

pub fn addendum(id: &str) -> DocumentId {
    DocumentId::from(id)
}
