//! One change item after the other becomes calculated lines and ledger steps (contracts, section 5).
//!
//! Works on a copy of the contract lines, so that a later item of the same change sees what an earlier
//! one did. Rounding and fractions are in `amount`, totals in `calculate`.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::RampStep;
use super::amount::{PriceOf, Priced, PricedDays, Setting, checked_quantity, price};
use super::price::PRICE_DECIMALS;
use super::price::prices_per_year;
use super::{AppliedCap, CalculatedLine, ChangeItem, ChangeLineKind, ContractError, ContractLine, Discount};
use super::{
    LedgerStep, LineBilling, LineKind, ListKind, ListTotals, Notice, Origin, PriceList, PricePeriod,
};
use crate::dates::{Term, add_days};
use crate::exact::{Exact, Rounding};
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
}

/// What a calculated line says besides its price.
struct Said<'a> {
    kind: ChangeLineKind,
    product_id: &'a ProductId,
    product: &'a str,
    contract_line: Option<&'a LineId>,
    before: Decimal,
    after: Decimal,
    list_totals: Option<ListTotals>,
}

/// A product as an item names it.
struct Named<'a> {
    product_id: &'a ProductId,
    product: &'a str,
    quantity: Decimal,
}

impl Draft<'_> {
    pub(super) fn add_item(&mut self, item: &ChangeItem) -> Result<(), ContractError> {
        match item {
            ChangeItem::AddQuantity { line, quantity, unit_price, discounts } => {
                let base = self.line_in_force(line)?;
                self.add_to(&base, *quantity, *unit_price, discounts, ChangeLineKind::AddedQuantity)
            }
            ChangeItem::TrueUp { line, observed, observed_on: _, unit_price } => {
                let base = self.line_in_force(line)?;
                let entitled = self.in_force_quantity(&base.product_id)?;
                if *observed <= entitled {
                    return Err(ContractError::NoOverage { observed: *observed, entitled });
                }
                let overage = subtract(*observed, entitled)?;
                self.add_to(&base, overage, *unit_price, &[], ChangeLineKind::TrueUp)
            }
            ChangeItem::AddProduct { product_id, product, quantity, unit_price, period, discounts } => {
                let named = Named { product_id, product, quantity: *quantity };
                self.add_product(&named, *unit_price, *period, discounts, ChangeLineKind::AddedProduct)
            }
            ChangeItem::ReplacePlan {
                line,
                product_id,
                product,
                quantity,
                unit_price,
                period,
                discounts,
            } => {
                let base = self.line_in_force(line)?;
                self.credit(&base, base.quantity, ChangeLineKind::PlanCredit)?;
                let named = Named { product_id, product, quantity: *quantity };
                self.add_product(&named, *unit_price, *period, discounts, ChangeLineKind::PlanCharge)
            }
            ChangeItem::Remove { line, quantity } => {
                let base = self.line_in_force(line)?;
                checked_quantity(*quantity)?;
                if *quantity > base.quantity {
                    return Err(ContractError::MoreThanTheLineHas {
                        product: base.product,
                        asked: *quantity,
                        available: base.quantity,
                    });
                }
                self.credit(&base, *quantity, ChangeLineKind::RemovalCredit)
            }
            ChangeItem::ListQuantity { line, quantity_after, list, lower_price_confirmed } => {
                let base = self.line_in_force(line)?;
                self.change_on_list(&base, *quantity_after, list, *lower_price_confirmed)
            }
            ChangeItem::OneTime { product_id, product, quantity, unit_price, discounts } => {
                let named = Named { product_id, product, quantity: *quantity };
                self.charge_once(&named, *unit_price, discounts)
            }
            ChangeItem::Ramp { product_id, product, quantity, period, steps, discounts } => {
                let named = Named { product_id, product, quantity: *quantity };
                self.ramp(&named, *period, steps, discounts)
            }
        }
    }

    /// More of a line at its own price and discount, or at a named price with only the named discounts.
    fn add_to(
        &mut self,
        base: &ContractLine,
        quantity: Decimal,
        unit_price: Option<Decimal>,
        discounts: &[Discount],
        kind: ChangeLineKind,
    ) -> Result<(), ContractError> {
        let mut all = if unit_price.is_none() { line_discount(base) } else { Vec::new() };
        all.extend_from_slice(discounts);
        let priced = price(
            &PriceOf {
                product: &base.product,
                quantity,
                unit_price: unit_price.unwrap_or(base.unit_price),
                list_amount: None,
                discounts: &all,
                credit: false,
                recurring: Some((base.period, self.days_of(base))),
            },
            &self.setting,
        )?;
        let before = self.in_force_quantity(&base.product_id)?;
        let after = add(before, quantity)?;
        let said = Said {
            kind,
            product_id: &base.product_id,
            product: &base.product,
            contract_line: Some(&base.id),
            before,
            after,
            list_totals: None,
        };
        let mut opened = base.clone();
        opened.trial = false;
        opened.quantity = quantity;
        opened.unit_price = unit_price.unwrap_or(base.unit_price);
        self.carry_price(&mut opened, &all, &priced)?;
        self.open(opened);
        self.push(said, quantity, opened_price(unit_price, base), Some(base.period), priced, Vec::new())
    }

    fn add_product(
        &mut self,
        named: &Named<'_>,
        unit_price: Decimal,
        period: PricePeriod,
        discounts: &[Discount],
        kind: ChangeLineKind,
    ) -> Result<(), ContractError> {
        let days = PricedDays { term: self.setting.contract, charge: self.charge_until(None) };
        let priced = price(
            &PriceOf {
                product: named.product,
                quantity: named.quantity,
                unit_price,
                list_amount: None,
                discounts,
                credit: false,
                recurring: Some((period, days)),
            },
            &self.setting,
        )?;
        let before = self.in_force_quantity(named.product_id)?;
        let said = Said {
            kind,
            product_id: named.product_id,
            product: named.product,
            contract_line: None,
            before,
            after: add(before, named.quantity)?,
            list_totals: None,
        };
        let mut opened = self.new_line(named, unit_price, LineKind::Recurring, period);
        self.carry_price(&mut opened, discounts, &priced)?;
        self.open(opened);
        self.push(said, named.quantity, unit_price, Some(period), priced, Vec::new())
    }

    /// Gives back `quantity` of a line until it would have ended, limited to what was billed.
    fn credit(
        &mut self,
        base: &ContractLine,
        quantity: Decimal,
        kind: ChangeLineKind,
    ) -> Result<(), ContractError> {
        let discounts = line_discount(base);
        let priced = price(
            &PriceOf {
                product: &base.product,
                quantity,
                unit_price: base.unit_price,
                list_amount: None,
                discounts: &discounts,
                credit: true,
                recurring: Some((base.period, self.days_of(base))),
            },
            &self.setting,
        )?;
        let before = self.in_force_quantity(&base.product_id)?;
        let said = Said {
            kind,
            product_id: &base.product_id,
            product: &base.product,
            contract_line: Some(&base.id),
            before,
            after: subtract(before, quantity)?,
            list_totals: None,
        };
        if !quantity.is_zero() {
            self.close(&base.id);
        }
        if !quantity.is_zero() && quantity < base.quantity {
            let mut rest = base.clone();
            rest.quantity = subtract(base.quantity, quantity)?;
            rest.given_arr =
                base.given_arr.map(|given| share_of(given, rest.quantity, base.quantity)).transpose()?;
            rest.start = self.effective;
            self.open_as(rest, base.origin.clone());
        }
        self.push(
            said,
            subtract(Decimal::ZERO, quantity)?,
            base.unit_price,
            Some(base.period),
            priced,
            Vec::new(),
        )
    }

    /// T(new) - T(old) of a volume or graduated list, a charge or a credit (DV-63, DV-64).
    fn change_on_list(
        &mut self,
        base: &ContractLine,
        quantity_after: Decimal,
        list: &PriceList,
        lower_price_confirmed: bool,
    ) -> Result<(), ContractError> {
        checked_quantity(quantity_after)?;
        let (old, new) = (list.total(base.quantity)?, list.total(quantity_after)?);
        let credit = new < old;
        let mut notices = Vec::new();
        if credit && quantity_after > base.quantity {
            if !lower_price_confirmed {
                return Err(ContractError::LowerPriceNotConfirmed(base.product.clone()));
            }
            notices.push(Notice::LowerPriceConfirmed);
        }
        let discounts = line_discount(base);
        let unit_price = list_unit_price(list, new, quantity_after)?;
        let priced = price(
            &PriceOf {
                product: &base.product,
                quantity: subtract(quantity_after, base.quantity)?.abs(),
                unit_price,
                list_amount: Some(new.minus(old)?.abs()),
                discounts: &discounts,
                credit,
                recurring: Some((base.period, self.days_of(base))),
            },
            &self.setting,
        )?;
        let before = self.in_force_quantity(&base.product_id)?;
        let quantity = subtract(quantity_after, base.quantity)?;
        let said = Said {
            kind: ChangeLineKind::ListDifference,
            product_id: &base.product_id,
            product: &base.product,
            contract_line: Some(&base.id),
            before,
            after: add(before, quantity)?,
            list_totals: Some(ListTotals { kind: list.kind, before: old, after: new }),
        };
        self.close(&base.id);
        if !quantity_after.is_zero() {
            let mut opened = base.clone();
            opened.quantity = quantity_after;
            opened.unit_price = unit_price;
            opened.given_arr = None;
            let exact_total =
                new.times(Exact::ONE.minus(super::price::percent_share(base.discount_percent)?)?)?;
            if opened.period_amount()? != exact_total {
                let yearly =
                    exact_total.times(prices_per_year(base.period, Some(self.days_of(base).term))?)?;
                opened.given_arr = Some(Money::round(&yearly, self.setting.currency, Rounding::HalfUp)?);
            }
            self.open(opened);
        }
        self.push(said, quantity, unit_price, Some(base.period), priced, notices)
    }

    fn charge_once(
        &mut self,
        named: &Named<'_>,
        unit_price: Decimal,
        discounts: &[Discount],
    ) -> Result<(), ContractError> {
        let priced = price(
            &PriceOf {
                product: named.product,
                quantity: named.quantity,
                unit_price,
                list_amount: None,
                discounts,
                credit: false,
                recurring: None,
            },
            &self.setting,
        )?;
        let said = Said {
            kind: ChangeLineKind::OneTimeFee,
            product_id: named.product_id,
            product: named.product,
            contract_line: None,
            before: Decimal::ZERO,
            after: named.quantity,
            list_totals: None,
        };
        let mut opened = self.new_line(named, unit_price, LineKind::OneTime, PricePeriod::Term);
        opened.end = Some(add_days(self.effective, 1)?);
        opened.discount_percent = effective_percent(discounts);
        self.open(opened);
        self.push(said, named.quantity, unit_price, None, priced, Vec::new())
    }

    /// One calculated line and one contract line per price; only the last goes on after the renewal date.
    fn ramp(
        &mut self,
        named: &Named<'_>,
        period: PricePeriod,
        steps: &[RampStep],
        discounts: &[Discount],
    ) -> Result<(), ContractError> {
        let renewal = self.setting.contract.end;
        let rising = steps.windows(2).all(|pair| pair[0].from < pair[1].from);
        let starts = steps.first().is_some_and(|step| step.from == self.effective);
        if !rising || !starts || steps.iter().any(|step| step.from >= renewal) {
            return Err(ContractError::RampOutOfOrder(named.product.to_owned()));
        }
        let before = self.in_force_quantity(named.product_id)?;
        let after = add(before, named.quantity)?;
        for (index, step) in steps.iter().enumerate() {
            let next = steps.get(index + 1).map(|next| next.from);
            let charge = Term { start: step.from, end: next.unwrap_or(renewal) };
            let priced = price(
                &PriceOf {
                    product: named.product,
                    quantity: named.quantity,
                    unit_price: step.unit_price,
                    list_amount: None,
                    discounts,
                    credit: false,
                    recurring: Some((period, PricedDays { term: self.setting.contract, charge })),
                },
                &self.setting,
            )?;
            let said = Said {
                kind: ChangeLineKind::RampStep,
                product_id: named.product_id,
                product: named.product,
                contract_line: None,
                before: if index == 0 { before } else { after },
                after,
                list_totals: None,
            };
            let mut opened = self.new_line(named, step.unit_price, LineKind::Recurring, period);
            opened.start = step.from;
            opened.end = next;
            self.carry_price(&mut opened, discounts, &priced)?;
            let origin = opened.origin.clone();
            self.open_as(opened, origin);
            self.push(said, named.quantity, step.unit_price, Some(period), priced, Vec::new())?;
        }
        Ok(())
    }

    /// Finishes a calculated line: credit limit, notices, value at renewal.
    fn push(
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
    fn credit_limit(&self, id: &LineId) -> Result<AppliedCap, ContractError> {
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

    fn billed_by_terms(&self, line: &ContractLine) -> Result<Money, ContractError> {
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
        let discounts = line_discount(line);
        let priced = price(
            &PriceOf {
                product: &line.product,
                quantity: line.quantity,
                unit_price: line.unit_price,
                list_amount: None,
                discounts: &discounts,
                credit: false,
                recurring: Some((line.period, days)),
            },
            &self.setting,
        )?;
        Ok(priced.rounded)
    }

    /// A recurring line that is in force on the effective date and untouched by this change so far.
    fn line_in_force(&self, id: &LineId) -> Result<ContractLine, ContractError> {
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

    fn closed_here(&self, id: &LineId) -> bool {
        self.steps.iter().any(|step| matches!(step, LedgerStep::Close { line, .. } if line == id))
    }

    /// How much of a product is in force on the effective date, over all its recurring lines.
    fn in_force_quantity(&self, product: &ProductId) -> Result<Decimal, ContractError> {
        self.ledger
            .iter()
            .filter(|line| line.product_id == *product && line.in_force(self.effective))
            .filter(|line| line.kind == LineKind::Recurring)
            .try_fold(Decimal::ZERO, |sum, line| add(sum, line.quantity))
    }

    /// From the effective date to the renewal date, or to an earlier end.
    fn charge_until(&self, end: Option<NaiveDate>) -> Term {
        let renewal = self.setting.contract.end;
        Term { start: self.effective, end: end.unwrap_or(renewal).min(renewal).max(self.effective) }
    }

    /// The anchor of a line's price and the days of it that this change covers. A price for a whole term is for
    /// the term it was made for, also when the renewal date moved since.
    fn days_of(&self, line: &ContractLine) -> PricedDays {
        match line.price_term.filter(|_| line.period == PricePeriod::Term) {
            Some(term) => {
                let end = line.end.map_or(term.end, |end| end.min(term.end));
                PricedDays { term, charge: self.charge_until(Some(end)) }
            }
            None => PricedDays { term: self.setting.contract, charge: self.charge_until(line.end) },
        }
    }

    fn new_line(
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
    fn carry_price(
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
    fn origin(&self) -> Origin {
        Origin::Addendum { id: DocumentId::from(self.record.as_str()) }
    }

    fn open(&mut self, mut line: ContractLine) {
        line.start = self.effective;
        let origin = self.origin();
        self.open_as(line, origin);
    }

    fn open_as(&mut self, mut line: ContractLine, origin: Origin) {
        let opened = self.steps.iter().filter(|step| matches!(step, LedgerStep::Open { .. })).count();
        line.id = LineId::from(format!("{}/{}", self.record.as_str(), opened + 1));
        line.origin = origin;
        line.ended_by = None;
        self.ledger.push(line.clone());
        self.steps.push(LedgerStep::Open { line });
    }

    fn close(&mut self, id: &LineId) {
        let on = self.effective;
        if let Some(line) = self.ledger.iter_mut().find(|line| line.id == *id) {
            self.steps.push(LedgerStep::Close { line: id.clone(), on, end_before: line.end });
            line.end = Some(on);
        }
    }
}

fn opened_price(unit_price: Option<Decimal>, base: &ContractLine) -> Decimal {
    unit_price.unwrap_or(base.unit_price)
}

fn line_discount(line: &ContractLine) -> Vec<Discount> {
    if line.discount_percent.is_zero() {
        return Vec::new();
    }
    vec![Discount::Percent { percent: line.discount_percent, recurring: true }]
}

/// The recurring percents as one: 10 % and then 5 % are 14.5 %. Fixed amounts are not percents.
fn effective_percent(discounts: &[Discount]) -> Decimal {
    let kept = discounts.iter().fold(Decimal::ONE, |kept, discount| match discount {
        Discount::Percent { percent, recurring: true } | Discount::MultiYear { percent, .. } => {
            kept * (Decimal::ONE - *percent / Decimal::ONE_HUNDRED)
        }
        _ => kept,
    });
    ((Decimal::ONE - kept) * Decimal::ONE_HUNDRED).normalize()
}

/// What one unit costs on a list: the tier's price, or the average where the total is no multiple.
fn list_unit_price(list: &PriceList, total: Exact, quantity: Decimal) -> Result<Decimal, ContractError> {
    if quantity.is_zero() {
        return Ok(Decimal::ZERO);
    }
    if list.kind == ListKind::Volume {
        let tier = list.tiers.iter().find(|tier| tier.up_to.is_none_or(|top| quantity <= top));
        return tier.map(|tier| tier.unit_price).ok_or(ContractError::ListDoesNotCover(quantity));
    }
    let average = total.divided_by(Exact::from_decimal(quantity)?)?;
    let scaled = average.round(PRICE_DECIMALS, Rounding::HalfUp)?;
    Decimal::try_from_i128_with_scale(scaled, PRICE_DECIMALS)
        .map(|price| price.normalize())
        .map_err(|_| crate::exact::ExactError::Overflow.into())
}

/// The part of an amount that `part` of `whole` units are worth.
fn share_of(amount: Money, part: Decimal, whole: Decimal) -> Result<Money, ContractError> {
    let share = Exact::from_decimal(part)?.divided_by(Exact::from_decimal(whole)?)?;
    Ok(Money::round(&amount.exact()?.times(share)?, amount.currency, Rounding::HalfUp)?)
}

fn add(left: Decimal, right: Decimal) -> Result<Decimal, ContractError> {
    left.checked_add(right).ok_or(crate::exact::ExactError::Overflow.into())
}

fn subtract(left: Decimal, right: Decimal) -> Result<Decimal, ContractError> {
    left.checked_sub(right).ok_or(crate::exact::ExactError::Overflow.into())
}
