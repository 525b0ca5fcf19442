//! Charts as positions: columns, bars and lines whose figures are written beside them. A template draws
//! boxes at these shares; nothing is left to compute.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shared::Share;

/// Columns that start at zero; only the current one wears the accent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ColumnChart {
    pub columns: Vec<ChartColumn>,
    /// A target or entitlement as a line with words.
    pub limit: Option<ChartLimit>,
    /// The same values as a line: `0.0%,40.0% 50.0%,20.0%`, shares from the left and the top. Empty when
    /// columns are drawn.
    pub line: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChartColumn {
    pub label: String,
    /// The number as written.
    pub value: String,
    pub left: Share,
    pub width: Share,
    pub height: Share,
    /// Distance of the column's top from the top of the chart: 100 % less the height.
    pub top: Share,
    pub current: bool,
    /// Tall enough to carry its number inside.
    pub roomy: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChartLimit {
    /// Distance from the top of the chart.
    pub top: Share,
    pub text: String,
}

/// One value of a chart before it is placed: label, number as written, amount in any unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartValue {
    pub label: String,
    pub written: String,
    pub amount: i64,
}

impl ColumnChart {
    /// Places `values` as columns; the last one is the current one. The scale ends at the highest of values
    /// and limit (text and amount), so that the limit is never above the chart.
    pub fn columns(values: &[ChartValue], limit: Option<(&str, i64)>) -> ColumnChart {
        ColumnChart::placed(values, limit, scale(values, limit).0)
    }

    fn placed(values: &[ChartValue], limit: Option<(&str, i64)>, highest: i64) -> ColumnChart {
        let count = values.len().max(1) as i64;
        let last = values.len().saturating_sub(1);
        let columns = values.iter().enumerate().map(|(at, value)| {
            let height = Share::of(value.amount, highest);
            ChartColumn {
                label: value.label.clone(),
                value: value.written.clone(),
                left: Share::of(10 * at as i64 + 2, 10 * count),
                width: Share::of(6, 10 * count),
                height,
                top: height.rest(),
                current: at == last,
                roomy: height.tenths() >= 120,
            }
        });
        ColumnChart { columns: columns.collect(), limit: limit_at(limit, highest), line: String::new() }
    }

    /// Places `values` as the points of a line, each over the middle of where its column would stand. The
    /// numbers stand above the line, so a fifth of room is kept over the highest.
    pub fn line(values: &[ChartValue], limit: Option<(&str, i64)>) -> ColumnChart {
        let (highest, count) = scale(values, limit);
        let highest = highest.saturating_add((highest / 5).max(1));
        let mut chart = ColumnChart::placed(values, limit, highest);
        let points = values.iter().enumerate().map(|(at, value)| {
            let x = Share::of(10 * at as i64 + 5, 10 * count);
            format!("{x},{}", Share::of(value.amount, highest).rest())
        });
        chart.line = points.collect::<Vec<_>>().join(" ");
        chart
    }
}

fn scale(values: &[ChartValue], limit: Option<(&str, i64)>) -> (i64, i64) {
    let highest =
        values.iter().map(|value| value.amount).chain(limit.map(|(_, amount)| amount)).max().unwrap_or(0);
    (highest.max(1), values.len().max(1) as i64)
}

fn limit_at(limit: Option<(&str, i64)>, highest: i64) -> Option<ChartLimit> {
    limit.map(|(text, amount)| ChartLimit { top: Share::of(amount, highest).rest(), text: text.to_string() })
}

/// One horizontal bar with its number at its end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChartBar {
    pub label: String,
    pub value: String,
    pub length: Share,
    pub current: bool,
}

/// Places `values` as horizontal bars; the last one is the current one.
pub fn bars(values: &[ChartValue]) -> Vec<ChartBar> {
    let (highest, _) = scale(values, None);
    let last = values.len().saturating_sub(1);
    let bar = |(at, value): (usize, &ChartValue)| ChartBar {
        label: value.label.clone(),
        value: value.written.clone(),
        length: Share::of(value.amount, highest),
        current: at == last,
    };
    values.iter().enumerate().map(bar).collect()
}

/// A part of a stacked bar.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChartSegment {
    pub left: Share,
    pub width: Share,
    pub shade: Shade,
}

/// How a part of a stacked bar is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    /// What is there already.
    #[default]
    Ink,
    /// What comes next.
    Accent,
    /// What may come later.
    Tint,
}

/// Places amounts end to end; they fill the track together.
pub fn stacked(parts: &[(i64, Shade)]) -> Vec<ChartSegment> {
    let whole: i64 = parts.iter().map(|(amount, _)| amount.max(&0)).sum();
    let mut before = 0;
    let mut segments = Vec::with_capacity(parts.len());
    for (amount, shade) in parts {
        let (from, to) = (Share::of(before, whole), Share::of(before + amount.max(&0), whole));
        segments.push(ChartSegment { left: from, width: to.less(from), shade: *shade });
        before += amount.max(&0);
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(label: &str, amount: i64) -> ChartValue {
        ChartValue { label: label.into(), written: amount.to_string(), amount }
    }

    #[test]
    fn columns_share_one_scale_with_their_limit() {
        // 20 and 30 against a limit of 40: 50 % and 75 % of the height; two columns of 6/20 = 30 % width.
        let chart = ColumnChart::columns(&[value("a", 20), value("b", 30)], Some(("40 seats", 40)));
        let heights: Vec<String> = chart.columns.iter().map(|c| c.height.to_string()).collect();
        assert_eq!(heights, ["50.0%", "75.0%"]);
        assert_eq!(chart.columns[1].top.to_string(), "25.0%");
        assert_eq!(chart.columns[0].width.to_string(), "30.0%");
        assert_eq!(chart.limit.unwrap().top.to_string(), "0.0%");
        assert!(chart.columns[1].current && !chart.columns[0].current);
    }

    #[test]
    fn a_line_runs_through_the_middles_of_its_columns() {
        let chart = ColumnChart::line(&[value("a", 0), value("b", 10)], None);
        // The scale ends at 10 + 10/5 = 12: the highest point is 2/12 = 16.7 % from the top.
        assert_eq!(chart.line, "25.0%,100.0% 75.0%,16.7%");
    }

    #[test]
    fn stacked_parts_fill_the_track_without_a_gap() {
        // Thirds round to 33.3, 66.7 and 100: the widths are the differences and add up.
        let parts = stacked(&[(1, Shade::Ink), (1, Shade::Accent), (1, Shade::Tint)]);
        let widths: u16 = parts.iter().map(|part| part.width.tenths()).sum();
        assert_eq!(widths, 1000);
        assert_eq!(parts[1].left.to_string(), "33.3%");
    }

    #[test]
    fn nothing_to_show_is_no_chart_and_no_panic() {
        assert!(ColumnChart::columns(&[], None).columns.is_empty());
        assert!(bars(&[]).is_empty());
        assert_eq!(stacked(&[(0, Shade::Ink)])[0].width.tenths(), 0);
    }
}
