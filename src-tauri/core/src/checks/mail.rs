//! The checks of a mail to the customer: somebody to write to, nothing of ours in it, no pressure.

use super::texts::{internal, private_in};
use super::{Check, sorted};
use crate::words::{Speaker, check_language};

/// Checks subject and text of a mail to `reached` people; `without` are those whose address is not known, `private`
/// the texts written for us.
pub fn mail(subject: &str, body: &str, reached: usize, without: &[String], private: &[String]) -> Vec<Check> {
    let mut checks = Vec::new();
    if !without.is_empty() {
        let message = format!("No address is known of {}.", without.join(" and "));
        let hint = "Add the address to the person, or type it in the mail program.";
        checks.push(if reached == 0 {
            Check::missing("mail_to", message, hint)
        } else {
            Check::note("mail_to", message, hint)
        });
    } else if reached == 0 {
        let hint = "Choose who it goes to.";
        checks.push(Check::missing("mail_to", "Nobody is named whom it goes to.", hint));
    }
    let mut inside = Vec::new();
    for (at, text) in [("subject", subject), ("body", body)] {
        inside.extend(internal(text, Speaker::Customer, &[], at));
        inside.extend(private_in(text, "", private, at));
        checks.extend(check_language(text, Speaker::Customer).into_iter().map(|finding| {
            let message = format!("The mail says \"{}\".", finding.matched);
            Check::note("mail_words", message, "Figures and terms stand on the paper; a mail presses nobody.")
                .at(at)
        }));
    }
    if inside.is_empty() {
        inside.push(Check::met("internal", "Nothing internal stands in the mail."));
    }
    checks.extend(inside);
    sorted(checks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_with_a_private_remark_does_not_go_out() {
        let private = ["Marta will leave in spring, do not tell Jonas".to_owned()];
        let body = "Dear Jonas,\nas you know Marta will leave in spring, do not tell anybody.";
        let checks = mail("Our call", body, 1, &[], &private);
        assert!(checks.iter().any(|check| check.id == "internal" && !check.ok), "{checks:?}");
        let fine = mail("Our call", "Dear Jonas,\nthank you for the call.", 1, &[], &private);
        assert!(fine.iter().all(|check| check.ok), "{fine:?}");
    }

    #[test]
    fn a_mail_to_nobody_says_so() {
        assert!(!mail("Our call", "Hello,", 0, &[], &[])[0].ok);
        let some = mail("Our call", "Hello,", 1, &["Ann".into()], &[]);
        assert!(some.iter().all(|check| check.ok), "one address is enough: {some:?}");
    }
}
