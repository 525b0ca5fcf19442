//! The return in three cases (domain, "Pipeline", ROI): hours saved x rate against the yearly price.

use super::voice::Voice;
use headroom_core::book::RoiInputs;
use headroom_core::contract::CalculationTotals;
use headroom_core::locale::Minus;
use headroom_core::money::Money;
use headroom_core::paper::{PaperQuote, Roi, RoiCase, Share};
use rust_decimal::{Decimal, RoundingStrategy};

const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// The three cases; none when the hours or the rate are not there yet, or too large to write.
///
/// Value a year = hours a month x 12 x rate. Net = value - price of the first year. Pays back in price / value
/// x 12 months.
pub(super) fn roi(
    voice: Voice,
    inputs: &RoiInputs,
    totals: &CalculationTotals,
    quote: Option<PaperQuote>,
) -> Option<Roi> {
    if inputs.rate <= Decimal::ZERO || inputs.hours.iter().all(|hours| *hours <= Decimal::ZERO) {
        return None;
    }
    let price = totals.acv_added.plus(totals.one_time).ok()?;
    let values: Vec<Money> = inputs
        .hours
        .iter()
        .map(|hours| {
            let value = hours.checked_mul(MONTHS)?.checked_mul(inputs.rate)?;
            let scale = voice.currency.scale();
            let rounded = value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
            Money::from_decimal(rounded, voice.currency).ok()
        })
        .collect::<Option<_>>()?;
    let full = values.iter().map(|value| value.minor).chain([price.minor]).max()?;
    let cases = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let net = value.minus(price).ok()?;
            Some(RoiCase {
                name: voice.case(index).to_owned(),
                driver: voice.quantity(inputs.hours[index]),
                bar: Share::of(value.minor, full),
                value: voice.amount(*value),
                net: voice.amount(net),
                payback: payback(voice, *value, price, totals.acv_added),
            })
        })
        .collect::<Option<_>>()?;
    let once = (!totals.one_time.is_zero()).then(|| voice.amount(totals.one_time));
    Some(Roi {
        driver_label: voice.hours(),
        cases,
        price_mark: Share::of(price.minor, full),
        formula: vec![
            voice.value_formula(&voice.price(inputs.rate)),
            voice.price_formula(&voice.amount(totals.acv_added), once.as_deref()),
        ],
        quote,
    })
}

fn payback(voice: Voice, value: Money, price: Money, yearly: Money) -> String {
    if value.minor <= 0 || value.minor < yearly.minor {
        return voice.not_reached();
    }
    let months = Decimal::from(price.minor) * MONTHS / Decimal::from(value.minor);
    voice.months(&voice.locale.decimal(months, 1, 1, Minus::Typographic))
}
