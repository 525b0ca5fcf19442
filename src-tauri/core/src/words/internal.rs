//! Nothing internal reaches a customer: scores, judgements about people, private remarks.

use std::sync::LazyLock;

use super::phrases::{Phrase, bytes, places};
use super::tokens::{Kind, Token, tokens};
use super::{Finding, Rule, Speaker, tidy};

/// Words of ours that no customer uses.
static ALWAYS: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    [
        "pql|pqls",
        "meddic|meddpicc",
        "health|expansion|readiness|account|weekly score|scores|scoring",
        "champion|sponsor strong|weak|untested|strength",
        "strong|weak|untested champion",
        "champion strength",
        "account tier",
        "white space",
        "whitespace analysis|sheet",
        "upsell*|cross sell|crosssell|upselling",
        "land and expand",
        "land grab",
        "churn risk",
        "at risk account",
        "economic buyer",
        "private remark|remarks|note|notes",
        "internal only|note|notes|remark|remarks",
        "forecast category",
        "not for the? customer",
        "ownership model",
        "signal credit",
        "floor price",
        "price floor",
    ]
    .iter()
    .map(|p| Phrase::parse(p))
    .collect()
});

/// Words that are internal only where we speak: a customer may have scores of their own.
static OURS: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| vec![Phrase::parse("score|scores|scored|blocker|rubric|quota")]);

/// The shortest run of words of a private text that counts as leaked.
const RUN: usize = 5;

/// Finds internal vocabulary and pieces of private texts (remarks, champion judgements) in a text meant for
/// the customer. A private text is found when it stands there whole, or when five of its words in a row do.
pub fn check_internal(text: &str, speaker: Speaker, private_texts: &[&str]) -> Vec<Finding> {
    let words = tokens(text);
    let mut found = Vec::new();
    for place in places(&ALWAYS, &words) {
        let message = "Our own vocabulary. The customer must not read it.";
        found.push(Finding::at(text, Rule::Internal, bytes(&words, &place), message));
    }
    if speaker == Speaker::Us {
        for place in places(&OURS, &words) {
            let message = "Reads like an internal judgement. Say it in the customer's terms.";
            found.push(Finding::at(text, Rule::Internal, bytes(&words, &place), message));
        }
    }
    let spoken: Vec<&Token> = words.iter().filter(|t| !t.is(Kind::Break)).collect();
    for private in private_texts {
        found.extend(leaks(text, &spoken, private));
    }
    tidy(found)
}

fn leaks(text: &str, spoken: &[&Token], private: &str) -> Vec<Finding> {
    let private: Vec<String> =
        tokens(private).into_iter().filter(|t| !t.is(Kind::Break)).map(|t| t.folded).collect();
    let mut found = Vec::new();
    // One or two short words stand in many texts by chance.
    if private.is_empty() || (private.len() < 3 && private.iter().map(String::len).sum::<usize>() < 12) {
        return found;
    }
    let run = private.len().min(RUN);
    let mut start = 0;
    while start + run <= spoken.len() {
        let length = private
            .windows(run)
            .enumerate()
            .filter(|(_, window)| window.iter().zip(&spoken[start..]).all(|(a, b)| *a == b.folded))
            .map(|(at, _)| {
                private[at..].iter().zip(&spoken[start..]).take_while(|(a, b)| **a == b.folded).count()
            })
            .max();
        let Some(length) = length else {
            start += 1;
            continue;
        };
        let range = spoken[start].range.start..spoken[start + length - 1].range.end;
        let message = "Stands in a private remark. It must not reach the customer.";
        found.push(Finding::at(text, Rule::Internal, range, message));
        start += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_vocabulary_is_found_with_its_place() {
        for (text, matched) in [
            ("PQL 92 this week", "PQL"),
            ("Your health score is fine", "health score"),
            ("Anna is a weak champion", "weak champion"),
            ("White-space total", "White-space"),
            ("Cross-sell next year", "Cross-sell"),
            ("Score 4.2 of 5", "Score"),
        ] {
            let found = check_internal(text, Speaker::Us, &[]);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].matched, matched);
        }
    }

    #[test]
    fn a_customer_may_have_scores_of_their_own() {
        let text = "Our credit score model needs one more data source";
        assert_eq!(check_internal(text, Speaker::Customer, &[]), []);
        assert_eq!(check_internal("The team leads wait for the hot fix", Speaker::Us, &[]), []);
    }

    #[test]
    fn a_private_remark_is_found_whole_and_in_pieces() {
        let private = ["Marta will leave in spring, do not tell Jonas about the budget", "weak"];
        let found = check_internal("Note: do not tell  Jonas about it", Speaker::Us, &private);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].matched, "do not tell  Jonas about");
        let whole = check_internal(
            "… MARTA will leave in spring — do not tell Jonas about the budget",
            Speaker::Us,
            &private,
        );
        assert_eq!(whole.len(), 1, "one finding over the whole remark: {whole:?}");
        assert_eq!(check_internal("a weak signal; tell Jonas", Speaker::Customer, &private), []);
    }
}
