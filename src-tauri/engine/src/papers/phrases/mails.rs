//! The sentences of mails: after a call, with a paper, about a criterion.

use super::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

impl Voice {
    pub fn greeting(self, names: &str) -> String {
        if names.is_empty() {
            return say!(self, "Hello,", "Guten Tag,", "Bonjour,");
        }
        say!(self, "Dear {names},", "Guten Tag {names},", "Bonjour {names},")
    }

    pub fn regards(self) -> String {
        say!(self, "Best regards", "Mit freundlichen Grüßen", "Cordialement")
    }

    pub fn follow_up_subject(self, day: &str) -> String {
        say!(
            self,
            "What I took from our call of {day}",
            "Was ich aus unserem Gespräch vom {day} mitnehme",
            "Ce que je retiens de notre échange du {day}",
        )
    }

    pub fn thanks_for_the_call(self, day: &str) -> String {
        say!(
            self,
            "Thank you for the call on {day}. So that nothing gets lost, this is what I took from it.",
            "vielen Dank für das Gespräch am {day}. Damit nichts verloren geht, hier, was ich mitgenommen habe.",
            "merci pour notre échange du {day}. Pour que rien ne se perde, voici ce que j’en retiens.",
        )
    }

    pub fn what_i_understood(self) -> String {
        say!(self, "What I understood", "Was ich verstanden habe", "Ce que j’ai compris")
    }

    pub fn what_happens_next(self) -> String {
        say!(self, "What happens next", "Wie es weitergeht", "La suite")
    }

    pub fn i_send(self, what: &str, by: Option<&str>) -> String {
        let what = what.trim_end_matches('.');
        match by {
            Some(day) => say!(
                self,
                "From me, by {day}: {what}.",
                "Von mir bis {day}: {what}.",
                "De ma part, d’ici le {day} : {what}."
            ),
            None => say!(self, "From me: {what}.", "Von mir: {what}.", "De ma part : {what}."),
        }
    }

    pub fn what_we_look_at(self) -> String {
        say!(self, "What we look at together", "Woran wir gemeinsam messen", "Ce que nous mesurons ensemble",)
    }

    pub fn criterion_subject(self, what: &str, graded: bool) -> String {
        if graded {
            say!(self, "How it turned out: {what}", "Was daraus wurde: {what}", "Ce qu’il en est : {what}")
        } else {
            say!(self, "How it stands: {what}", "Wie es steht: {what}", "Où nous en sommes : {what}")
        }
    }

    pub fn criterion_runs(self) -> String {
        say!(
            self,
            "We agreed on a result, and I would like to look at it with you.",
            "wir haben ein Ergebnis vereinbart, und ich möchte es mit Ihnen ansehen.",
            "nous avons convenu d’un résultat, et j’aimerais le regarder avec vous.",
        )
    }

    pub fn criterion_was_graded(self) -> String {
        say!(
            self,
            "We agreed on a result, and this is how it turned out.",
            "wir haben ein Ergebnis vereinbart, und das ist daraus geworden.",
            "nous avons convenu d’un résultat, et voici ce qu’il en est.",
        )
    }

    pub fn what_we_agreed(self) -> String {
        say!(self, "What we agreed", "Was wir vereinbart haben", "Ce dont nous avons convenu")
    }

    pub fn how_it_stands(self) -> String {
        say!(self, "How it stands", "Wie es steht", "Où nous en sommes")
    }

    pub fn how_do_you_see_it(self) -> String {
        say!(
            self,
            "What do you see on your side, and what shows it?",
            "Was sehen Sie auf Ihrer Seite, und woran sieht man es?",
            "Que constatez-vous de votre côté, et qu’est-ce qui le montre ?",
        )
    }

    pub fn do_you_see_it_so(self) -> String {
        say!(
            self,
            "If you see it otherwise, please tell me.",
            "Wenn Sie es anders sehen, sagen Sie es mir bitte.",
            "Si vous le voyez autrement, dites-le-moi.",
        )
    }

    pub fn where_i_misheard(self) -> String {
        say!(
            self,
            "Tell me where I misheard you.",
            "Sagen Sie mir bitte, wo ich Sie falsch verstanden habe.",
            "Dites-moi où je vous ai mal compris.",
        )
    }

    pub fn proposal_subject(self, customer: &str, headline: &str) -> String {
        if headline.is_empty() {
            say!(self, "Proposal for {customer}", "Angebot für {customer}", "Proposition pour {customer}")
        } else {
            headline.to_owned()
        }
    }

    pub fn addendum_subject(self, number: &str, customer: &str) -> String {
        say!(
            self,
            "Addendum {number} with {customer}",
            "Nachtrag {number} mit {customer}",
            "Avenant {number} avec {customer}",
        )
    }

    /// With a proposal to the one who holds the budget.
    pub fn proposal_attached(self) -> String {
        say!(
            self,
            "Attached is one page with what you told me and what follows from it, and a second one with the figures.",
            "anbei eine Seite mit dem, was Sie mir gesagt haben und was daraus folgt, und eine zweite mit den Zahlen.",
            "vous trouverez ci-joint une page avec ce que vous m’avez dit et ce qui en découle, et une seconde avec les chiffres.",
        )
    }

    pub fn proposal_for_meeting(self) -> String {
        say!(
            self,
            "Attached are the two pages we go through together in our meeting. Page one is in your words; page two has the figures.",
            "anbei die beiden Seiten, die wir in unserem Termin gemeinsam durchgehen. Seite eins ist in Ihren Worten, Seite zwei hat die Zahlen.",
            "vous trouverez ci-joint les deux pages que nous parcourrons ensemble. La première est dans vos mots, la seconde donne les chiffres.",
        )
    }

    /// The cover note for whoever carries the proposal to the one who decides.
    pub fn cover_note(self, buyer: &str) -> String {
        let to = if buyer.is_empty() {
            say!(self, "whoever decides", "die Person, die entscheidet", "la personne qui décide")
        } else {
            buyer.to_owned()
        };
        say!(
            self,
            "Attached are two pages for {to}. May I suggest how to show them: page one alone first, and let them read what your people said; ask whether it is right and what is missing. Page two only when that is agreed; each amount on it can be recalculated. If a question comes up that you would rather not answer, I join for ten minutes.",
            "anbei zwei Seiten für {to}. Mein Vorschlag, wie Sie sie zeigen: zuerst nur Seite eins, mit Zeit zum Lesen, was Ihre Leute gesagt haben; fragen Sie, ob es stimmt und was fehlt. Seite zwei erst, wenn das geklärt ist; jeder Betrag darauf lässt sich nachrechnen. Kommt eine Frage, die Sie lieber nicht beantworten, bin ich für zehn Minuten dabei.",
            "vous trouverez ci-joint deux pages pour {to}. Une suggestion pour les présenter : d’abord la première page seule, le temps de lire ce que vos équipes ont dit ; demandez si c’est juste et ce qui manque. La seconde ensuite seulement ; chaque montant peut être recalculé. Si une question vous embarrasse, je vous rejoins dix minutes.",
        )
    }

    pub fn holds_until(self, day: &str) -> String {
        say!(self, "It holds until {day}.", "Es gilt bis {day}.", "Elle est valable jusqu’au {day}.")
    }

    pub fn addendum_attached(self, ends: &str) -> String {
        if ends.is_empty() {
            return say!(
                self,
                "Attached is the one-page addendum we agreed. It says what changes and how each amount is calculated.",
                "anbei der vereinbarte Nachtrag auf einer Seite. Er sagt, was sich ändert und wie jeder Betrag gerechnet ist.",
                "vous trouverez ci-joint l’avenant convenu, sur une page. Il dit ce qui change et comment chaque montant est calculé.",
            );
        }
        say!(
            self,
            "Attached is the one-page addendum we agreed. It says what changes, how each amount is calculated, and that it ends with your contract on {ends}.",
            "anbei der vereinbarte Nachtrag auf einer Seite. Er sagt, was sich ändert, wie jeder Betrag gerechnet ist und dass er mit Ihrem Vertrag am {ends} endet.",
            "vous trouverez ci-joint l’avenant convenu, sur une page. Il dit ce qui change, comment chaque montant est calculé et qu’il se termine avec votre contrat le {ends}.",
        )
    }

    /// With the deck of a quarter.
    pub fn review_attached(self, up_to: &str) -> String {
        say!(
            self,
            "Attached is our quarterly review, with the numbers up to {up_to}: what was agreed and how it turned out, what you have and hardly use, your goals, and one recommendation.",
            "anbei unser Quartalsgespräch, mit den Zahlen bis {up_to}: was vereinbart war und was daraus wurde, was Sie haben und kaum nutzen, Ihre Ziele und eine Empfehlung.",
            "vous trouverez ci-joint notre revue trimestrielle, avec les chiffres jusqu’au {up_to} : ce dont nous avions convenu et ce qu’il en est, ce que vous avez et utilisez peu, vos objectifs et une recommandation.",
        )
    }

    pub fn what_is_in_it(self) -> String {
        say!(self, "What it says", "Was darin steht", "Ce qu’elle dit")
    }

    pub fn one_recommendation(self) -> String {
        say!(
            self,
            "One recommendation, as a question",
            "Eine Empfehlung, als Frage",
            "Une recommandation, en forme de question"
        )
    }

    /// The recommendation and the question whether it fits; one that asks already stands as it is.
    pub fn would_it_be_right(self, what: &str) -> String {
        if what.ends_with('?') {
            return what.to_owned();
        }
        let what = what.trim_end_matches('.');
        say!(
            self,
            "{what}. Would that be right for you, and what would stand in its way?",
            "{what}. Wäre das für Sie richtig, und was stünde dem im Weg?",
            "{what}. Est-ce que cela vous conviendrait, et qu’est-ce qui s’y opposerait ?",
        )
    }

    pub fn please_sign(self) -> String {
        say!(
            self,
            "If it says what we agreed, please sign and send it back.",
            "Wenn er sagt, was wir vereinbart haben, senden Sie ihn bitte unterschrieben zurück.",
            "S’il correspond à notre accord, merci de le renvoyer signé.",
        )
    }
}
