//! Review decks at their shortest and longest plausible, in words of each language.

use headroom_core::locale::Language;
use headroom_core::paper::*;

use super::review;

/// As much text as `count` words of eight letters, in words as long as the language has them, from the `from`th on.
pub fn words(language: Language, from: usize, count: usize) -> String {
    let list: [&str; 10] = match language {
        Language::En => [
            "inspection",
            "responsibilities",
            "of",
            "every",
            "shift",
            "documentation",
            "before",
            "the",
            "handover",
            "night",
        ],
        Language::De => [
            "Qualitätssicherungsbeauftragte",
            "der",
            "Nachverfolgung",
            "und",
            "Lieferantenbewertung",
            "vor",
            "dem",
            "Schichtwechsel",
            "im",
            "Auslieferungslager",
        ],
        Language::Fr => [
            "responsables",
            "du",
            "conditionnement",
            "et",
            "l’approvisionnement",
            "avant",
            "chaque",
            "vérification",
            "des",
            "équipes",
        ],
    };
    let mut text = list[from % list.len()].to_owned();
    for word in (1..).map(|at| list[(from + at) % list.len()]) {
        if text.chars().count() + word.chars().count() > count * 9 {
            break;
        }
        text = format!("{text} {word}");
    }
    text
}

fn head(language: Language, from: usize) -> SlideHead {
    SlideHead {
        title: words(language, from, 9),
        lead: words(language, from + 1, 10),
        source: words(language, from + 2, 14),
        missing: String::new(),
    }
}

pub fn quote(language: Language, count: usize) -> PaperQuote {
    PaperQuote {
        text: words(language, 3, count),
        byline: "Dr. Wilhelmina-Charlotte von Hohenstein-Papadopoulos, Head of Quality, 12\u{a0}November\u{a0}2026".into(),
        paraphrased: false,
    }
}

/// As little as a deck can hold: nothing but names; every slide says what is missing.
pub fn shortest_deck(language: Language) -> ReviewView {
    let missing = || SlideHead { title: "A".into(), missing: "B".into(), ..SlideHead::default() };
    ReviewView {
        language,
        account: "A".into(),
        outcomes: ReviewOutcomes { head: missing(), ..ReviewOutcomes::default() },
        appendix: vec![ReviewAppendix { head: missing(), ..ReviewAppendix::default() }],
        ..ReviewView::default()
    }
}

/// As much as somebody may plausibly put on twelve slides.
pub fn longest_deck(language: Language) -> ReviewView {
    let say = |from: usize, count: usize| words(language, from, count);
    let typical = review();
    let fact = |from: usize| PaperFact { figure: "22. Sept.".into(), text: say(from, 8) };
    let criterion = |at: usize| ReviewedCriterion {
        text: say(at, 4),
        version: if at == 1 { "Version 2".into() } else { String::new() },
        earlier: if at == 1 { say(at, 5) } else { String::new() },
        target: "1.240 von 1.250".into(),
        result: if at == 2 { "31 von 34 Betrieben".into() } else { "1.187".into() },
        bar: Share::of(at as i64, 5),
        target_mark: if at == 2 { Share::default() } else { Share::FULL },
        evidence: say(at + 2, 5),
        confirmed: "Dr. Annegret Voss-Hollenstedt, 24. Aug.".into(),
        word: ["Teilweise", "Noch offen", "Pas encore", "Partly"][at % 4].into(),
        ..typical.outcomes.criteria[at % 3].clone()
    };
    let gap = |at: usize| ReviewGap {
        what: say(at, 3),
        used: "465.787".into(),
        of_paid: "von 500.000".into(),
        bar: Share::of(9, 10),
        why: say(at + 1, 4),
        close: say(at + 2, 5),
        owner: "Wilhelmina-Charlotte Papadopoulos".into(),
    };
    let goal = |at: usize| ReviewGoal { quote: quote(language, 10), asks: say(at, 6) };
    let lane = |at: usize| RoadmapLane {
        name: say(at, 7),
        text: "Jusqu’au mer. 30 sept.".into(),
        roomy: at.is_multiple_of(2),
        ..typical.roadmap.lanes[at].clone()
    };
    let step = |at: usize| StepLine {
        what: say(at, 6),
        who: "Dr. Annegret Voss-Hollenstedt".into(),
        when: "Mi., 30. Sept.".into(),
    };
    let number = |at: usize| NumberRow {
        name: say(at, 3),
        value: "1.187".into(),
        counted: say(at, 4),
        source: say(at + 1, 2),
    };
    ReviewView {
        language,
        account: "Vereinigte Norddeutsche Schifffahrtsversicherungsgesellschaft mbH & Co. KG".into(),
        supplier_name: "Brightwater Systems International".into(),
        footer: say(0, 14),
        cover_quote: Some(quote(language, 12)),
        summary: ReviewSummary { head: head(language, 0), points: (0..3).map(fact).collect() },
        outcomes: ReviewOutcomes {
            head: head(language, 1),
            criteria: (0..4).map(criterion).collect(),
            ..ReviewOutcomes::default()
        },
        usage: UsageSlide {
            head: head(language, 2),
            chart: ColumnChart::columns(
                &["Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt."].map(|label| ChartValue {
                    label: label.into(),
                    written: "1.465.787".into(),
                    amount: 1_465_787,
                }),
                Some(("1.500.000 im Vertrag", 1_500_000)),
            ),
            facts: vec![PaperFact { figure: "+1.465.787".into(), text: say(3, 5) }; 2],
        },
        value: ValueSlide {
            head: head(language, 3),
            quote: Some(quote(language, 16)),
            ..typical.value.clone()
        },
        gaps: ReviewGaps { head: head(language, 4), rows: (0..4).map(gap).collect() },
        goals: ReviewGoals { head: head(language, 5), goals: (0..3).map(goal).collect() },
        roadmap: ReviewRoadmap {
            head: SlideHead { lead: String::new(), ..head(language, 6) },
            lanes: (0..5).map(lane).collect(),
            ..typical.roadmap.clone()
        },
        recommendation: ReviewRecommendation {
            text: say(7, 9),
            quote: Some(quote(language, 12)),
            reasons: (0..3).map(|at| PaperFact { figure: say(at, 2), text: say(at, 8) }).collect(),
            source: say(2, 12),
            missing: String::new(),
        },
        next: ReviewSteps { head: head(language, 8), steps: (0..6).map(step).collect() },
        appendix: vec![ReviewAppendix { head: head(language, 9), rows: (0..8).map(number).collect() }; 2],
        ..typical
    }
}
