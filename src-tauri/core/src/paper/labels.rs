//! The fixed words of the papers in the three languages they ship in.
//!
//! A template prints `t.<name>` and never a word of its own, so that a paper changes its language by its
//! labels alone. Sentences with figures or names in them are composed in `phrases`.

use serde::Serialize;

use crate::locale::Language;

macro_rules! labels {
    ($($name:ident: $en:literal, $de:literal, $fr:literal;)*) => {
        /// Every fixed word, for `t` in a template.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub struct Labels {
            $(pub $name: &'static str,)*
        }

        const EN: Labels = Labels { $($name: $en,)* };
        const DE: Labels = Labels { $($name: $de,)* };
        const FR: Labels = Labels { $($name: $fr,)* };
    };
}

labels! {
    // Marks of the language. French sets its quotation marks off with a narrow no-break space.
    quote_open: "“", "„", "«\u{202f}";
    quote_close: "”", "“", "\u{202f}»";
    paraphrased: "paraphrased", "sinngemäß", "reformulé";
    draft: "Draft", "Entwurf", "Brouillon";
    of_pages: "of", "von", "sur";
    page: "Page", "Seite", "Page";
    internal: "Internal, not for the customer", "Intern, nicht für den Kunden", "Interne, pas pour le client";

    proposal_for: "Proposal for", "Angebot für", "Proposition pour";
    proposal: "Proposal", "Angebot", "Proposition";
    version: "version", "Fassung", "version";
    told_me: "What you told me", "Was Sie mir sagten", "Ce que vous m’avez dit";
    proposing: "What I’m proposing", "Was ich vorschlage", "Ce que je propose";
    success: "What success looks like 90\u{a0}days\u{a0}in", "Woran wir den Erfolg nach 90\u{a0}Tagen sehen", "À quoi se verra le succès après 90\u{a0}jours";
    their_words: "In your words", "In Ihren Worten", "Avec vos mots";
    costs: "What it costs and what it returns", "Was es kostet und was es bringt", "Ce que cela coûte et rapporte";
    costs_only: "What it costs", "Was es kostet", "Ce que cela coûte";
    today: "Today", "Heute", "Aujourd’hui";
    per_year: "Per year", "Pro Jahr", "Par an";
    total: "Total", "Summe", "Total";
    roi: "Return in three cases", "Ertrag in drei Fällen", "Retour en trois cas";
    price_against_value_left: "Price", "Preis", "Prix";
    price_against_value_right: "against value", "und Nutzen", "et valeur";
    value_a_year: "Value a year", "Nutzen im Jahr", "Valeur par an";
    net_a_year: "Net a year", "Netto im Jahr", "Net par an";
    pays_back_in: "Pays back in", "Trägt sich nach", "Amorti en";
    next_step: "Next step", "Nächster Schritt", "Prochaine étape";
    annex: "Annex", "Anhang", "Annexe";
    amounts_from: "Amounts from", "Beträge aus", "Montants tirés du";

    addendum: "Addendum", "Nachtrag", "Avenant";
    supplier: "Supplier", "Anbieter", "Fournisseur";
    customer: "Customer", "Kunde", "Client";
    what_changes: "What changes", "Was sich ändert", "Ce qui change";
    before: "Before", "Bisher", "Avant";
    after: "After", "Künftig", "Après";
    total_without_tax: "Total, without tax", "Summe ohne Steuer", "Total hors taxes";
    how_calculated: "How it is calculated", "Wie gerechnet wird", "Mode de calcul";
    dates: "Dates", "Termine", "Dates";
    effective_on: "Effective on", "Wirksam ab", "Prend effet le";
    ends_on: "Ends on, with the contract", "Endet mit dem Vertrag am", "Se termine avec le contrat le";
    renews_on: "Renews on", "Verlängert sich am", "Se renouvelle le";
    criteria_version: "Success criteria, version", "Erfolgskriterien, Fassung", "Critères de succès, version";
    due: "Due", "Fällig", "Échéance";
    graded_by: "Graded by", "Bewertet von", "Évalué par";
    everything_else: "Everything else.", "Alles Übrige.", "Tout le reste.";
    unchanged: "All other terms of the agreement and of the order remain unchanged.", "Alle übrigen Bestimmungen des Rahmenvertrags und der Bestellung bleiben unverändert.", "Toutes les autres conditions du contrat-cadre et de la commande restent inchangées.";
    signed_for: "For", "Für", "Pour";
    signature: "Signature", "Unterschrift", "Signature";
    name_and_title: "Name and title", "Name und Funktion", "Nom et fonction";
    date: "Date", "Datum", "Date";

    quarterly_review: "Quarterly review", "Quartalsgespräch", "Revue trimestrielle";
    prepared_by: "Prepared by", "Vorbereitet von", "Préparé par";
    numbers_up_to: "Numbers up to", "Zahlen bis", "Chiffres jusqu’au";
    agenda: "Agenda", "Ablauf", "Ordre du jour";
    summary: "In short", "In Kürze", "En bref";
    outcomes: "Outcomes delivered", "Was erreicht wurde", "Résultats obtenus";
    gaps: "Adoption gaps", "Was brachliegt", "Ce qui reste inutilisé";
    roadmap: "Roadmap and goals", "Ziele und Fahrplan", "Objectifs et feuille de route";
    recommendation: "The recommendation", "Die Empfehlung", "La recommandation";
    next_steps: "Next steps", "Nächste Schritte", "Prochaines étapes";
    appendix: "Appendix", "Anhang", "Annexe";
    criterion: "Criterion", "Kriterium", "Critère";
    target: "Target", "Ziel", "Cible";
    result: "Result", "Ergebnis", "Résultat";
    grade: "Grade", "Urteil", "Verdict";
    evidence: "Evidence and who confirmed", "Beleg und wer bestätigt", "Preuve et qui confirme";
    what_you_pay_for: "What you pay for", "Was Sie bezahlen", "Ce que vous payez";
    used_of_paid: "Used of paid", "Genutzt von bezahlt", "Utilisé sur payé";
    why: "Why", "Warum", "Pourquoi";
    how_to_close: "How to close it", "Wie es sich schließt", "Comment y remédier";
    asks_of_us: "What it asks of us", "Was es von uns verlangt", "Ce que cela nous demande";
    after_today: "After today", "Ab morgen", "Après aujourd’hui";
    number: "Number", "Zahl", "Chiffre";
    value: "Value", "Wert", "Valeur";
    how_counted: "How it is counted", "Wie gezählt wird", "Mode de comptage";
    source: "Source", "Quelle", "Source";
    not_there: "Not there yet", "Noch nicht da", "Pas encore disponible";

    white_space: "White space", "Ausbaufläche", "Potentiel";
    arr_today: "ARR today", "ARR heute", "ARR actuel";
    contract_ends_on: "Contract ends on", "Vertrag endet am", "Fin du contrat";
    licensed: "Licensed", "Lizenziert", "Sous licence";
    could_be_added: "Could be added", "Ausbau möglich", "Ajout possible";
    current_state: "Current state", "Stand heute", "Situation actuelle";
    products: "Products", "Produkte", "Produits";
    departments: "Departments", "Abteilungen", "Services";
    use_cases: "Use cases", "Anwendungen", "Usages";
    next_actions: "Next three actions", "Die nächsten drei Schritte", "Les trois prochaines actions";

    call_brief: "Call brief", "Gesprächsnotiz vorab", "Fiche d’appel";
    last_words: "Their last words", "Ihre letzten Worte", "Leurs derniers mots";
    promises: "Promises", "Zusagen", "Promesses";
    leave_for_another_day: "Leave for another day", "Nicht heute", "Pas aujourd’hui";
    contract: "Contract", "Vertrag", "Contrat";
    usage: "Usage", "Nutzung", "Utilisation";
    people: "People", "Personen", "Interlocuteurs";
    open_with: "Open with", "Beginnen mit", "Commencer par";
    and_wait: "and\u{a0}wait.", "und\u{a0}warten.", "puis\u{a0}attendre.";
    criteria: "Criteria", "Kriterien", "Critères";
}

/// The words of a language.
pub fn labels(language: Language) -> &'static Labels {
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Fr => &FR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for language in Language::ALL {
            let words = serde_json::to_value(labels(language)).unwrap();
            for (name, word) in words.as_object().unwrap() {
                assert!(word.as_str().is_some_and(|w| !w.trim().is_empty()), "{name} in {}", language.code());
            }
        }
    }
}
