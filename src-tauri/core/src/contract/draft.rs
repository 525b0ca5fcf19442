//! A calculation in the making: calculated lines, ledger steps, and the contract lines as the items so far
//! leave them.
//!
//! Works on a copy of the contract lines, so that a later item of the same change sees what an earlier
//! one did. What each item does is in `items`, fractions and rounding are in `amount`, totals in `calculate`.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::amount::{PriceOf, Priced, PricedDays, Setting, price};
use super::items::{Named, contracted};
use super::{AppliedCap, CalculatedLine, ChangeLineKind, ContractError, ContractLine, Discount, LedgerStep};
use super::{LineBilling, LineKind, ListTotals, Notice, Origin, PricePeriod};
use crate::dates::Term;
use crate::exact::ExactError;
use crate::id::{DocumentId, LineId, ProductId, RecordId};
use crate::money::Money;

/// The calculation while its items are worked through.
pub(super) struct Draft<'a> {
    pub setting: Setting,
    pub record: &'a RecordId,
    pub effective: NaiveDate,
    pub billing: &'a [LineBilling],
    /// The contract lines as the items so far leave them.
    pub ledger: Vec<ContractLine>,
    pub steps: Vec<LedgerStep>,
    pub lines: Vec<CalculatedLine>,
    /// The contract line opened since the last calculated line.
    pub opened: Option<LineId>,
}

/// What a calculated line says besides its price.
pub(super) struct Said<'a> {
    pub kind: ChangeLineKind,
    pub product_id: &'a ProductId,
    pub product: &'a str,
    pub contract_line: Option<&'a LineId>,
    pub before: Decimal,
    pub after: Decimal,
    pub list_totals: Option<ListTotals>,
}

impl Draft<'_> {
    /// Finishes a calculated line: credit limit, notices, value at renewal.
    pub(super) fn push(
        &mut self,
        said: Said<'_>,
        quantity: Decimal,
        unit_price: Decimal,
        period: Option<PricePeriod>,
        priced: Priced,
        mut notices: Vec<Notice>,
    ) -> Result<(), ContractError> {
        let mut amount = priced.rounded;
        let mut cap = None;
        if let Some(line) = said.contract_line.filter(|_| priced.unrounded.is_negative()) {
            let limit = self.credit_limit(line)?;
            let asked = priced.rounded.negated()?;
            if asked.minor > limit.limit.minor {
                notices.push(Notice::CreditCapped { asked, allowed: limit.limit });
                amount = limit.limit.negated()?;
            }
            cap = Some(AppliedCap { applied: asked.minor > limit.limit.minor, ..limit });
        }
        if quantity.is_zero() {
            notices.push(Notice::ZeroQuantity);
        } else if priced.rounded.is_zero() && !priced.unrounded.is_zero() {
            notices.push(Notice::RoundsToZero);
        }
        if priced.rounded_unit_price.is_some() {
            notices.push(Notice::UnitPriceRoundedFirst);
        }
        let to_the_end =
            priced.proration.as_ref().is_some_and(|found| found.charge.end == self.setting.contract.end);
        let at_renewal = if to_the_end { priced.acv } else { Money::zero(self.setting.currency) };
        let number = u32::try_from(self.lines.len() + 1).unwrap_or(u32::MAX);
        self.lines.push(CalculatedLine {
            number,
            kind: said.kind,
            product_id: said.product_id.clone(),
            product: said.product.to_owned(),
            contract_line: said.contract_line.cloned(),
            opens: self.opened.take(),
            quantity_before: said.before,
            quantity_after: said.after,
            quantity,
            unit_price,
            period,
            list_totals: said.list_totals,
            discounts: priced.discounts,
            period_amount: priced.period_amount,
            proration: priced.proration,
            unrounded: priced.unrounded,
            rounded_unit_price: priced.rounded_unit_price,
            rounded: priced.rounded,
            cap,
            header_discount: None,
            amount,
            acv: priced.acv,
            at_renewal,
            notices,
        });
        Ok(())
    }

    /// Billed minus earlier credits, never below zero. What was billed comes from the book, or from the line's
    /// own price and dates within this term.
    pub(super) fn credit_limit(&self, id: &LineId) -> Result<AppliedCap, ContractError> {
        let zero = Money::zero(self.setting.currency);
        let (billed, credited) = match self.billing.iter().find(|known| known.line == *id) {
            Some(known) => (known.billed, known.credited),
            None => {
                let line = self.ledger.iter().find(|line| line.id == *id);
                (line.map(|line| self.billed_by_terms(line)).transpose()?.unwrap_or(zero), zero)
            }
        };
        let left = billed.minus(credited)?;
        let limit = if left.is_negative() { zero } else { left };
        Ok(AppliedCap { billed, credited, limit, applied: false })
    }

    pub(super) fn billed_by_terms(&self, line: &ContractLine) -> Result<Money, ContractError> {
        if line.trial {
            return Ok(Money::zero(self.setting.currency));
        }
        // The line may have been closed by this very change; what was billed runs to where it would have ended.
        let planned_end = self.steps.iter().rev().find_map(|step| match step {
            LedgerStep::Close { line: closed, end_before, .. } if *closed == line.id => Some(*end_before),
            _ => None,
        });
        let mut whole = line.clone();
        whole.end = planned_end.unwrap_or(line.end);
        let mut days = self.days_of(&whole);
        days.charge.start = whole.start.max(days.term.start).min(days.charge.end);
        let value = contracted(line, line.quantity, days.term)?;
        let priced = price(
            &PriceOf {
                product: &line.product,
                quantity: line.quantity,
                unit_price: value.unit_price,
                list_amount: value.amount,
                discounts: &value.discounts,
                credit: false,
                recurring: Some((line.period, days)),
            },
            &self.setting,
        )?;
        Ok(priced.rounded)
    }

    /// A recurring line that is in force on the effective date and untouched by this change so far.
    pub(super) fn line_in_force(&self, id: &LineId) -> Result<ContractLine, ContractError> {
        let line = self.ledger.iter().find(|line| line.id == *id);
        if let Some(line) = line.filter(|line| self.closed_here(&line.id)) {
            return Err(ContractError::LineChangedTwice { product: line.product.clone() });
        }
        let line = line.filter(|line| line.in_force(self.effective) && line.kind == LineKind::Recurring);
        let line = line.ok_or_else(|| ContractError::LineNotInForce(id.as_str().to_owned()))?;
        if line.currency != self.setting.currency {
            let change = self.setting.currency;
            return Err(ContractError::Currency { change, contract: line.currency });
        }
        Ok(line.clone())
    }

    /// A recurring line that is in force up to the effective date, whether it ends there or goes on.
    pub(super) fn line_going_on(&self, id: &LineId) -> Result<ContractLine, ContractError> {
        self.ledger
            .iter()
            .find(|line| line.id == *id && line.kind == LineKind::Recurring && !self.closed_here(id))
            .filter(|line| line.start < self.effective && line.end.is_none_or(|end| end >= self.effective))
            .cloned()
            .ok_or_else(|| ContractError::LineNotInForce(id.as_str().to_owned()))
    }

    pub(super) fn closed_here(&self, id: &LineId) -> bool {
        self.steps.iter().any(|step| matches!(step, LedgerStep::Close { line, .. } if line == id))
    }

    /// How much of a product is in force on the effective date, over all its recurring lines.
    pub(super) fn in_force_quantity(&self, product: &ProductId) -> Result<Decimal, ContractError> {
        self.ledger
            .iter()
            .filter(|line| line.product_id == *product && line.in_force(self.effective))
            .filter(|line| line.kind == LineKind::Recurring)
            .try_fold(Decimal::ZERO, |sum, line| add(sum, line.quantity))
    }

    /// From the effective date to the renewal date, or to an earlier end.
    pub(super) fn charge_until(&self, end: Option<NaiveDate>) -> Term {
        let renewal = self.setting.contract.end;
        Term { start: self.effective, end: end.unwrap_or(renewal).min(renewal).max(self.effective) }
    }

    /// The anchor of a line's price and the days of it that this change covers. A price for a whole term is for
    /// the term it was made for, also when the renewal date moved since.
    pub(super) fn days_of(&self, line: &ContractLine) -> PricedDays {
        match line.price_term.filter(|_| line.period == PricePeriod::Term) {
            Some(term) => {
                let end = line.end.map_or(term.end, |end| end.min(term.end));
                PricedDays { term, charge: self.charge_until(Some(end)) }
            }
            None => PricedDays { term: self.setting.contract, charge: self.charge_until(line.end) },
        }
    }

    pub(super) fn new_line(
        &self,
        named: &Named<'_>,
        unit_price: Decimal,
        kind: LineKind,
        period: PricePeriod,
    ) -> ContractLine {
        ContractLine {
            id: LineId::from(""),
            product_id: named.product_id.clone(),
            product: named.product.to_owned(),
            quantity: named.quantity,
            unit_price,
            period,
            price_term: (period == PricePeriod::Term).then_some(self.setting.contract),
            discount_percent: Decimal::ZERO,
            currency: self.setting.currency,
            given_arr: None,
            start: self.effective,
            end: None,
            kind,
            trial: false,
            origin: self.origin(),
            ended_by: None,
        }
    }

    /// Puts the recurring discounts on a new contract line: as a percent where they are one, else as the yearly
    /// value they come to.
    pub(super) fn carry_price(
        &self,
        line: &mut ContractLine,
        discounts: &[Discount],
        priced: &Priced,
    ) -> Result<(), ContractError> {
        line.given_arr = None;
        line.discount_percent = effective_percent(discounts);
        if line.period_amount()? != priced.period_amount {
            line.given_arr = Some(priced.acv);
        }
        Ok(())
    }

    /// The addendum's id is not known before it is signed; until then the record stands for it.
    pub(super) fn origin(&self) -> Origin {
        Origin::Addendum { id: DocumentId::from(self.record.as_str()) }
    }

    pub(super) fn open(&mut self, mut line: ContractLine) {
        line.start = self.effective;
        let origin = self.origin();
        self.open_as(line, origin);
    }

    pub(super) fn open_as(&mut self, mut line: ContractLine, origin: Origin) {
        let opened = self.steps.iter().filter(|step| matches!(step, LedgerStep::Open { .. })).count();
        line.id = LineId::from(format!("{}/{}", self.record.as_str(), opened + 1));
        line.origin = origin;
        line.ended_by = None;
        self.opened = Some(line.id.clone());
        self.ledger.push(line.clone());
        self.steps.push(LedgerStep::Open { line });
    }

    pub(super) fn close(&mut self, id: &LineId) {
        let on = self.effective;
        if let Some(line) = self.ledger.iter_mut().find(|line| line.id == *id) {
            self.steps.push(LedgerStep::Close { line: id.clone(), on, end_before: line.end });
            line.end = Some(on);
        }
    }
}

pub(super) fn line_discount(line: &ContractLine) -> Vec<Discount> {
    if line.discount_percent.is_zero() {
        return Vec::new();
    }
    vec![Discount::Percent { percent: line.discount_percent, recurring: true }]
}

/// The recurring percents as one: 10 % and then 5 % are 14.5 %. Fixed amounts are not percents.
pub(super) fn effective_percent(discounts: &[Discount]) -> Decimal {
    let kept = discounts.iter().fold(Decimal::ONE, |kept, discount| match discount {
        Discount::Percent { percent, recurring: true } | Discount::MultiYear { percent, .. } => {
            kept * (Decimal::ONE - *percent / Decimal::ONE_HUNDRED)
        }
        _ => kept,
    });
    ((Decimal::ONE - kept) * Decimal::ONE_HUNDRED).normalize()
}

pub(super) fn add(left: Decimal, right: Decimal) -> Result<Decimal, ContractError> {
    left.checked_add(right).ok_or(ExactError::Overflow.into())
}

pub(super) fn subtract(left: Decimal, right: Decimal) -> Result<Decimal, ContractError> {
    left.checked_sub(right).ok_or(ExactError::Overflow.into())
}
