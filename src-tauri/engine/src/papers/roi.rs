//! The return in three cases (domain, "Pipeline", ROI): hours saved, errors avoided and days won, each times what one
//! costs, against the yearly price.

use super::voice::Voice;
use headroom_core::book::RoiInputs;
use headroom_core::contract::CalculationTotals;
use headroom_core::locale::Minus;
use headroom_core::money::Money;
use headroom_core::paper::{PaperQuote, Roi, RoiCase, Share};
use rust_decimal::{Decimal, RoundingStrategy};

const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// The three cases; none when nothing is saved or nothing saved has a cost yet, or it is too large to write.
///
/// Value a year = hours a month x 12 x rate + errors a month x 12 x cost + days of delay a year x cost. Net = value -
/// price of the first year. Pays back in price / value x 12 months.
pub(super) fn roi(
    voice: Voice,
    inputs: &RoiInputs,
    totals: &CalculationTotals,
    quote: Option<PaperQuote>,
) -> Option<Roi> {
    let drivers = drivers(inputs);
    if drivers.is_empty() {
        return None;
    }
    let price = totals.acv_added.plus(totals.one_time).ok()?;
    let values: Vec<Money> = (0..3)
        .map(|case| {
            let mut value = Decimal::ZERO;
            for driver in &drivers {
                let part = driver.counts[case].checked_mul(driver.a_year)?.checked_mul(driver.cost)?;
                value = value.checked_add(part)?;
            }
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
                driver: voice.quantity(drivers[0].counts[index]),
                bar: Share::of(value.minor, full),
                value: voice.amount(*value),
                net: voice.amount(net),
                payback: payback(voice, *value, price, totals.acv_added),
            })
        })
        .collect::<Option<_>>()?;
    let once = (!totals.one_time.is_zero()).then(|| voice.amount(totals.one_time));
    // The column shows what the first driver counts; a further one is written out with its three figures. After the
    // usual slash a line may end; after this one it does not.
    let mut formula = vec![voice.value_formula(drivers[0].kind, &voice.price(drivers[0].cost))];
    for driver in &drivers[1..] {
        let counts = driver.counts.map(|count| voice.quantity(count)).join("\u{a0}\u{2044}\u{a0}");
        formula.push(voice.more_value(driver.kind, &counts, &voice.price(driver.cost)));
    }
    formula.push(voice.price_formula(&voice.amount(totals.acv_added), once.as_deref()));
    Some(Roi {
        driver_label: voice.driver(drivers[0].kind),
        cases,
        price_mark: Share::of(price.minor, full),
        formula,
        quote,
    })
}

/// What a return is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DriverKind {
    Hours,
    Errors,
    Delay,
}

struct Driver {
    kind: DriverKind,
    counts: [Decimal; 3],
    /// How often a year the count comes.
    a_year: Decimal,
    cost: Decimal,
}

/// The drivers that save something and have a cost, hours first.
fn drivers(inputs: &RoiInputs) -> Vec<Driver> {
    [
        (DriverKind::Hours, inputs.hours, MONTHS, inputs.rate),
        (DriverKind::Errors, inputs.errors, MONTHS, inputs.error_cost),
        (DriverKind::Delay, inputs.delay_days, Decimal::ONE, inputs.delay_cost),
    ]
    .into_iter()
    .filter(|(_, counts, _, cost)| *cost > Decimal::ZERO && counts.iter().any(|count| *count > Decimal::ZERO))
    .map(|(kind, counts, a_year, cost)| Driver { kind, counts, a_year, cost })
    .collect()
}

fn payback(voice: Voice, value: Money, price: Money, yearly: Money) -> String {
    if value.minor <= 0 || value.minor < yearly.minor {
        return voice.not_reached();
    }
    let months = Decimal::from(price.minor) * MONTHS / Decimal::from(value.minor);
    voice.months(&voice.locale.decimal(months, 1, 1, Minus::Typographic))
}
