//! A review deck with everything on it.

use headroom_core::locale::Language;
use headroom_core::paper::*;

use super::{quote, step};

fn head(title: &str, lead: &str, source: &str) -> SlideHead {
    SlideHead { title: title.into(), lead: lead.into(), source: source.into(), missing: String::new() }
}

fn value(label: &str, written: &str, amount: i64) -> ChartValue {
    ChartValue { label: label.into(), written: written.into(), amount }
}

fn fact(figure: &str, text: &str) -> PaperFact {
    PaperFact { figure: figure.into(), text: text.into() }
}

/// Twelve slides, in English.
pub fn review() -> ReviewView {
    let agenda = |number: &str, name: &str, question: &str, minutes: &str| AgendaItem {
        number: number.into(),
        name: name.into(),
        question: question.into(),
        minutes: minutes.into(),
    };
    let reviewed = |text: &str,
                    target: &str,
                    result: &str,
                    bar: i64,
                    mark: i64,
                    grade: GradeMark,
                    word: &str,
                    evidence: &str| ReviewedCriterion {
        text: text.into(),
        target: target.into(),
        result: result.into(),
        bar: Share::of(bar, 100),
        target_mark: Share::of(mark, 100),
        mark: grade,
        word: word.into(),
        evidence: evidence.into(),
        confirmed: "Nadia Ferreira, 11 Nov".into(),
        ..ReviewedCriterion::default()
    };
    let gap = |what: &str, used: &str, paid: &str, bar: i64, why: &str, close: &str, owner: &str| ReviewGap {
        what: what.into(),
        used: used.into(),
        of_paid: paid.into(),
        bar: Share::of(bar, 100),
        why: why.into(),
        close: close.into(),
        owner: owner.into(),
    };
    let goal = |text: &str, by: &str, asks: &str| ReviewGoal { quote: quote(text, by), asks: asks.into() };
    let lane = |name: &str, note: &str, from: i64, to: i64, text: &str, goal: bool| RoadmapLane {
        name: name.into(),
        note: note.into(),
        left: Share::of(from, 70),
        width: Share::of(to - from, 70),
        text: text.into(),
        roomy: true,
        after: Share::of(to, 70),
        goal,
    };
    let months = ["Dec 2026", "Jan 2027", "Feb", "Mar", "Apr", "May", "Jun"];
    let number = |name: &str, value: &str, counted: &str, source: &str| NumberRow {
        name: name.into(),
        value: value.into(),
        counted: counted.into(),
        source: source.into(),
    };
    ReviewView {
        order: SlideOrder::default(),
        language: Language::En,
        supplier_name: "Brightwater".into(),
        account: "Hallam & Voss GmbH".into(),
        date: "Wednesday 18 November 2026, Bremen".into(),
        author: "Maya Lindqvist".into(),
        numbers_up_to: "15 November 2026".into(),
        footer: "Brightwater and Hallam & Voss, quarterly review, 18 November 2026".into(),
        cover_quote: Some(quote("One plan for office and workshop. If we manage that, the year was worth it.", "Nadia Ferreira, Head of Operations, 12 May 2026")),
        agenda: ReviewAgenda {
            title: "45 minutes, value first".into(),
            items: vec![
                agenda("1", "Outcomes delivered", "Did we keep what we promised in June?", "15 min"),
                agenda("2", "Adoption gaps", "What do you pay for and hardly use?", "10 min"),
                agenda("3", "Roadmap and goals", "Where are you going, and what do we ship?", "10 min"),
                agenda("4", "The recommendation", "What is the one thing to do next?", "5 min"),
                agenda("", "Next steps", "Who does what by when?", "5 min"),
            ],
        },
        summary: ReviewSummary {
            head: head("Two promises kept, one gap to close, one step to take", "The quarter on one page", "Product telemetry and plan register, cut-off 15 November 2026"),
            points: vec![
                fact("2 of 3", "promises met; the third depends on the workshop’s own logins"),
                fact("30 h", "a month are still lost to retyping, by Oskar Lindt’s count"),
                fact("18", "people in the workshop who would open the plan themselves"),
            ],
        },
        outcomes: ReviewOutcomes {
            head: head("Two of three promises met, one partly", "Criteria of addendum 2, version 1, signed 12 May 2026, due 13 September 2026", "Product telemetry and plan register, cut-off 15 November 2026. The dark line is the target."),
            criteria: vec![
                reviewed("Plan changes seen the same morning", "90 %", "94 %", 94, 90, GradeMark::Met, "Met", "Plan register, October"),
                reviewed("Planners working in Brightwater every week", "36 of 40", "36", 90, 90, GradeMark::Met, "Met", "Weekly active users"),
                reviewed("Stock counts booked without paper", "100 %", "71 %", 71, 99, GradeMark::Partly, "Partly", "Depot north prints"),
            ],
            remark_label: "Why partly".into(),
            remark: "87 of 300 counts still came on paper, all from depot north. One hour on site on 4 December closes the gap.".into(),
        },
        usage: UsageSlide {
            head: head("36 of 40 planners now work in Brightwater every week", "Planners active in the week, last full week of each month", "Weekly active users, product telemetry, cut-off 15 November 2026"),
            chart: ColumnChart::columns(
                &[value("Jun", "24", 24), value("Jul", "27", 27), value("Aug", "31", 31), value("Sep", "33", 33), value("Oct", "35", 35), value("Nov", "36", 36)],
                Some(("40 seats in the contract", 40)),
            ),
            facts: vec![fact("+12", "planners a week since June"), fact("4", "seats open: two planners on leave, two at depot north")],
        },
        value: ValueSlide {
            head: head("A plan change reaches the floor in 5 hours, not 26", "Median hours from a change to the first look at it, your own measure", "Plan register of Hallam & Voss, median per quarter, cut-off 15 November 2026"),
            bars: bars(&[value("Q1 2026", "26 h", 26), value("Q2 2026", "17 h", 17), value("Q3 2026", "8 h", 8), value("Q4 to date", "5 h", 5)]),
            quote: Some(quote("My Monday used to start with an hour of apologies. Last week it took ten minutes.", "Nadia Ferreira, Head of Operations, 12 November 2026")),
        },
        gaps: ReviewGaps {
            head: head("Three things you pay for and hardly use", "Closing these costs nothing and comes first", "Product telemetry, 30 days to 15 November 2026"),
            rows: vec![
                gap("Count form", "17", "of 40", 42, "Depot north works from paper", "One hour on site in December", "Ines Vogt, 4 Dec"),
                gap("Exception rules", "6", "of 20", 30, "Only one planner may edit", "Give the four shift leads edit rights", "Ruth Amsel, 27 Nov"),
                gap("Weekly digest", "9", "of 40", 22, "Went to spam until October", "Switch on for all planners", "Ben Achterberg, 23 Nov"),
            ],
        },
        goals: ReviewGoals {
            head: head("Where you want to be by summer", "", ""),
            goals: vec![
                goal("Whatever we do has to be in place before the stocktaking in January.", "Ruth Amsel, Finance, 17 November 2026", "Every person needs a login of their own by 11 January"),
                goal("If the office moves a job, the floor has to see it before the material is picked.", "Oskar Lindt, Workshop Manager, 16 November 2026", "Office and workshop need one board"),
                goal("Depot north should run like Bremen by summer.", "Nadia Ferreira, Head of Operations, 12 November 2026", "The second depot starts in the second quarter"),
            ],
        },
        roadmap: ReviewRoadmap {
            head: head("Your dates, and what we ship before them", "", "Plans of Brightwater as of 15 November 2026; dates of releases can move, and we tell you when they do"),
            months: months.iter().enumerate().map(|(at, label)| RoadmapMonth { label: (*label).into(), left: Share::of(at as i64, 7) }).collect(),
            lanes: vec![
                lane("Logins of their own", "Your goal", 0, 13, "Until 11 January", true),
                lane("Plan board", "Available now", 0, 7, "Set up", false),
                lane("One board", "Your goal", 10, 30, "Three teams by 1 March", true),
                lane("Board for depots", "In beta, release in January", 5, 20, "Beta, then release", false),
                lane("Depot north like Bremen", "Your goal", 40, 70, "Second quarter", true),
            ],
        },
        recommendation: ReviewRecommendation {
            text: "Give the workshop 18 seats of its own on 1\u{a0}December, on one board with the office.".into(),
            quote: Some(quote("I want the workshop to see the same plan as the office, on the same morning.", "Nadia Ferreira, Head of Operations, 12 November 2026")),
            reasons: vec![
                fact("It passes the stocktaking", "Nobody shares a login on 11 January; today two people share one."),
                fact("It gives back 30 hours a month", "The time the workshop spends typing what the office already typed."),
                fact("It keeps your own promise", "The floor sees a change first, so 94 % stay on the same morning."),
            ],
            source: "The written proposal P-2026-0212 follows on Tuesday 24 November. It ends with your contract on 14 June 2027 and renews on 15 June 2027.".into(),
            missing: String::new(),
        },
        next: ReviewSteps {
            head: head("Next steps", "", ""),
            steps: vec![
                step("Switch on the weekly digest for all planners", "Ben Achterberg, Brightwater", "Mon 23 Nov"),
                step("Send the written proposal", "Maya Lindqvist, Brightwater", "Tue 24 Nov"),
                step("Agree the proposal or change it, 15 minutes", "Nadia Ferreira and Oskar Lindt", "Thu 26 Nov"),
                step("Give the four shift leads edit rights for rules", "Ruth Amsel", "Fri 27 Nov"),
                step("One hour on counts at depot north", "Ines Vogt and Ben Achterberg", "Fri 4 Dec"),
            ],
        },
        appendix: vec![ReviewAppendix {
            head: head("Every number, its source and its day", "", "All numbers frozen on 16 November 2026 with cut-off 15 November 2026. Criteria: addendum 2, version 1"),
            rows: vec![
                number("Same-morning views", "94 %", "1,118 of 1,189 changes, October", "Plan register"),
                number("Planners a week", "36", "9 to 15 November, one login or more", "Product telemetry"),
                number("Hours to the floor", "5 h", "Median, 1 October to 15 November", "Plan register"),
                number("Counts without paper", "71 %", "213 of 300 counts, third quarter", "Count register"),
                number("Count form", "17 of 40", "One count or more in 30 days", "Product telemetry"),
                number("Exception rules", "6 of 20", "Active on 15 November", "Product telemetry"),
                number("Weekly digest", "9 of 40", "Opened once or more in 30 days", "Mail log"),
            ],
        }],
    }
}
