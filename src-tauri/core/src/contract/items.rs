//! What each kind of change item does: its calculated lines and its ledger steps (contracts, section 5).
#![deny(clippy::float_arithmetic)]

use rust_decimal::Decimal;

use super::amount::{PriceOf, PricedDays, checked_quantity, price};
use super::draft::{Draft, Said, add, effective_percent, line_discount, subtract};
use super::price::{PRICE_DECIMALS, percent_share, prices_per_year};
use super::{
    ChangeItem, ChangeLineKind, ContractError, ContractLine, Discount, LineKind, ListKind, ListTotals,
};
use super::{Notice, PriceList, PricePeriod, RampStep};
use crate::dates::{Term, add_days};
use crate::exact::{Exact, Rounding};
use crate::id::{LineId, ProductId};
use crate::money::Money;

/// A product as an item names it.
pub(super) struct Named<'a> {
    pub product_id: &'a ProductId,
    pub product: &'a str,
    pub quantity: Decimal,
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
            ChangeItem::Extend { line } => self.extend(line),
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
        self.push(
            said,
            quantity,
            unit_price.unwrap_or(base.unit_price),
            Some(base.period),
            priced,
            Vec::new(),
        )
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
        let days = self.days_of(base);
        let value = contracted(base, quantity, days.term)?;
        let priced = price(
            &PriceOf {
                product: &base.product,
                quantity,
                unit_price: value.unit_price,
                list_amount: value.amount,
                discounts: &value.discounts,
                credit: true,
                recurring: Some((base.period, days)),
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
            value.unit_price,
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
            let exact_total = new.times(Exact::ONE.minus(percent_share(base.discount_percent)?)?)?;
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

    /// A line from the old renewal date to the moved one, at its own price, anchored on the same contract start
    /// (section 6, case 31). A line that ended on the old renewal date begins again; an open one just goes on.
    fn extend(&mut self, id: &LineId) -> Result<(), ContractError> {
        let base = self.line_going_on(id)?;
        if base.period == PricePeriod::Term {
            return Err(ContractError::TermPriceAtRenewal(base.product));
        }
        let goes_on = ContractLine { end: base.end.filter(|end| *end > self.effective), ..base.clone() };
        let value = contracted(&base, base.quantity, self.setting.contract)?;
        let mut priced = price(
            &PriceOf {
                product: &base.product,
                quantity: base.quantity,
                unit_price: value.unit_price,
                list_amount: value.amount,
                discounts: &value.discounts,
                credit: false,
                recurring: Some((base.period, self.days_of(&goes_on))),
            },
            &self.setting,
        )?;
        priced.acv = Money::zero(self.setting.currency);
        let said = Said {
            kind: ChangeLineKind::ExtendedTerm,
            product_id: &base.product_id,
            product: &base.product,
            contract_line: Some(&base.id),
            before: base.quantity,
            after: base.quantity,
            list_totals: None,
        };
        if base.end == Some(self.effective) {
            self.open(goes_on);
        }
        self.push(said, base.quantity, value.unit_price, Some(base.period), priced, Vec::new())
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
}

/// What a part of a line is worth per price period as it was contracted.
pub(super) struct Contracted {
    pub unit_price: Decimal,
    /// Where it is not quantity x unit price.
    pub amount: Option<Exact>,
    pub discounts: Vec<Discount>,
}

/// The contracted price of some units of a line, after discounts (section 5): a fixed discount or an imported value
/// shows in the line's yearly value, which then is what can be given back.
pub(super) fn contracted(
    line: &ContractLine,
    quantity: Decimal,
    term: Term,
) -> Result<Contracted, ContractError> {
    let Some(given) = line.given_arr.filter(|_| !line.quantity.is_zero() && line.counts_for_arr()) else {
        let discounts = line_discount(line);
        return Ok(Contracted { unit_price: line.unit_price, amount: None, discounts });
    };
    let share = Exact::from_decimal(quantity)?.divided_by(Exact::from_decimal(line.quantity)?)?;
    let whole = given.exact()?.divided_by(prices_per_year(line.period, Some(term))?)?;
    let unit = whole.divided_by(Exact::from_decimal(line.quantity)?)?;
    Ok(Contracted {
        unit_price: rounded_price(unit)?,
        amount: Some(whole.times(share)?),
        discounts: Vec::new(),
    })
}

/// A price cut to the nine decimals a price may have.
fn rounded_price(price: Exact) -> Result<Decimal, ContractError> {
    let scaled = price.round(PRICE_DECIMALS, Rounding::HalfUp)?;
    Decimal::try_from_i128_with_scale(scaled, PRICE_DECIMALS)
        .map(|price| price.normalize())
        .map_err(|_| crate::exact::ExactError::Overflow.into())
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
    rounded_price(total.divided_by(Exact::from_decimal(quantity)?)?)
}

/// The part of an amount that `part` of `whole` units are worth.
fn share_of(amount: Money, part: Decimal, whole: Decimal) -> Result<Money, ContractError> {
    let share = Exact::from_decimal(part)?.divided_by(Exact::from_decimal(whole)?)?;
    Ok(Money::round(&amount.exact()?.times(share)?, amount.currency, Rounding::HalfUp)?)
}
