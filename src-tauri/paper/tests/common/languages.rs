//! The same two papers in German and French, and at their shortest and longest plausible.

use headroom_core::locale::Language;
use headroom_core::paper::*;

use super::{addendum, proposal, quote};

pub fn proposal_in(language: Language) -> ProposalView {
    let mut view = proposal();
    view.language = language;
    let said: &[(&str, &str)] = match language {
        Language::En => return view,
        Language::De => &[
            (
                "Die Werkstatt druckt den Plan um sechs, und um sieben stimmt er nicht mehr.",
                "Nadia Ferreira, Leiterin Betrieb, 12.\u{a0}November\u{a0}2026",
            ),
            (
                "Wir verlieren etwa dreißig Stunden im Monat, weil jemand abtippt, was schon getippt ist.",
                "Oskar Lindt, Werkstattleiter, 16.\u{a0}November\u{a0}2026",
            ),
            (
                "Zwei Leute teilen sich einen Zugang, weil der dritte nie bestellt wurde.",
                "Oskar Lindt, Werkstattleiter, 16.\u{a0}November\u{a0}2026",
            ),
            (
                "Was immer wir tun, es muss vor der Inventur im Januar stehen.",
                "Ruth Amsel, Finanzen, 17.\u{a0}November\u{a0}2026",
            ),
        ],
        Language::Fr => &[
            (
                "L’atelier imprime le plan à six heures et il est faux à sept.",
                "Nadia Ferreira, directrice des opérations, 12\u{a0}novembre\u{a0}2026",
            ),
            (
                "Nous perdons une trentaine d’heures par mois à ressaisir ce que quelqu’un a déjà saisi.",
                "Oskar Lindt, chef d’atelier, 16\u{a0}novembre\u{a0}2026",
            ),
            (
                "Deux personnes partagent un accès parce que le troisième n’a jamais été commandé.",
                "Oskar Lindt, chef d’atelier, 16\u{a0}novembre\u{a0}2026",
            ),
            (
                "Quoi que nous fassions, tout doit être en place avant l’inventaire de janvier.",
                "Ruth Amsel, finances, 17\u{a0}novembre\u{a0}2026",
            ),
        ],
    };
    view.told_me = said.iter().map(|(text, by)| quote(text, by)).collect();
    let de = language == Language::De;
    let pick = |german: &str, french: &str| (if de { german } else { french }).to_string();
    view.date = pick("Dienstag, 24. November 2026", "mardi 24 novembre 2026");
    view.headline.text = pick(
        "Die Werkstatt soll denselben Plan sehen wie das Büro, am selben Morgen.",
        "L’atelier doit voir le même plan que le bureau, le même matin.",
    );
    view.headline.byline = said[0].1.to_string();
    let rows = if de {
        [
            ("Plätze", "18 für die Werkstatt, neben den 40 im Büro"),
            ("Modul", "Gemeinsame Plantafel für alle 58 Personen"),
            (
                "Zeitplan",
                "Start am 1.\u{a0}Dezember; zwei Schulungen in der Werkstatt am 3. und 10.\u{a0}Dezember",
            ),
            ("Laufzeit", "Endet am 14.\u{a0}Juni\u{a0}2027, verlängert sich am 15.\u{a0}Juni\u{a0}2027"),
        ]
    } else {
        [
            ("Places", "18 pour l’atelier, à côté des 40 du bureau"),
            ("Module", "Tableau de planification partagé pour les 58 personnes"),
            (
                "Calendrier",
                "En service le 1er\u{a0}décembre ; deux formations à l’atelier les 3 et 10\u{a0}décembre",
            ),
            ("Échéance", "Se termine le 14\u{a0}juin\u{a0}2027, se renouvelle le 15\u{a0}juin\u{a0}2027"),
        ]
    };
    view.proposing = rows
        .iter()
        .map(|(label, text)| LabelledLine { label: (*label).into(), text: (*text).into() })
        .collect();
    let criteria = if de {
        [
            (
                "18 von 18",
                "Leute der Werkstatt öffnen jeden Morgen den Plan",
                "Tag 60, 30.\u{a0}Jan.\u{a0}2027",
            ),
            ("0", "gedruckte Pläne in der Halle", "Tag 60, 30.\u{a0}Jan.\u{a0}2027"),
            ("−30 Std.", "Abtippen im Monat, nach Ihrer Zählung", "Tag 90, 1.\u{a0}März\u{a0}2027"),
        ]
    } else {
        [
            (
                "18 sur 18",
                "personnes de l’atelier ouvrent le plan chaque matin",
                "Jour 60, 30\u{a0}janv.\u{a0}2027",
            ),
            ("0", "plan imprimé dans l’atelier", "Jour 60, 30\u{a0}janv.\u{a0}2027"),
            ("−30 h", "de ressaisie par mois, selon votre décompte", "Jour 90, 1er\u{a0}mars\u{a0}2027"),
        ]
    };
    view.criteria = criteria
        .iter()
        .map(|(figure, text, due)| ProposalCriterion {
            figure: (*figure).into(),
            text: (*text).into(),
            due: (*due).into(),
            baseline: String::new(),
        })
        .collect();
    view.price_intro = pick(
        "Beträge in Euro, ohne Steuer. Alles läuft in Ihrem bestehenden Vertrag: Ab dem 1.\u{a0}Dezember\u{a0}2026 bleiben 196 der 365 Tage dieses Vertragsjahrs.",
        "Montants en euros, hors taxes. Tout s’inscrit dans votre contrat actuel : à partir du 1er\u{a0}décembre\u{a0}2026, il reste 196 des 365 jours de cette année contractuelle.",
    );
    view.constraint = Some(Constraint {
        figure: pick("40 von 40 Plätzen", "40 places sur 40"),
        text: pick(
            "sind seit dem 2.\u{a0}November belegt. Das Abtippen für alle ohne Platz kostet etwa dreißig Stunden im Monat.",
            "sont occupées depuis le 2\u{a0}novembre. La ressaisie pour les autres coûte environ trente heures par mois.",
        ),
        source: pick(
            "Nutzungsdaten, 20.\u{a0}November\u{a0}2026",
            "Données d’usage, 20\u{a0}novembre\u{a0}2026",
        ),
    });
    view.until_label = pick("Bis 14. Juni 2027", "Jusqu’au 14 juin 2027");
    for (at, (title, sentence)) in if de {
        [("18 Plätze für die Werkstatt, je 480,00", "Sie zahlen 196/365 des Jahrespreises, vom ersten Tag der neuen Plätze bis zum letzten Tag Ihres Vertragsjahrs."), ("Plan Business statt Team", "Für dieselben 196 Tage wird Team gutgeschrieben und Business berechnet.")]
    } else {
        [("18 places pour l’atelier, 480,00 chacune", "Vous payez 196/365 du prix annuel, du premier jour des nouvelles places au dernier jour de votre année contractuelle."), ("Formule Business au lieu de Team", "Pour les mêmes 196 jours, Team est créditée et Business facturée.")]
    }
    .iter()
    .enumerate()
    {
        view.price_lines[at].title = (*title).into();
        view.price_lines[at].sentence = (*sentence).into();
    }
    let comma = |text: &str| {
        let (whole, cents) = text.rsplit_once('.').unwrap_or((text, ""));
        let group = if de { "." } else { "\u{202f}" };
        [whole.replace(',', group), ",".to_string(), cents.to_string()].concat()
    };
    for line in &mut view.price_lines {
        line.per_year = comma(&line.per_year);
        line.until = comma(&line.until);
        for part in &mut line.parts {
            part.per_year = comma(&part.per_year);
            part.until = comma(&part.until);
            part.text = part
                .text
                .replace(
                    "1 December to 14 June",
                    &pick("1. Dezember bis 14. Juni", "du 1er décembre au 14 juin"),
                )
                .replace(
                    "credit for the same days",
                    &pick("Gutschrift für dieselben Tage", "crédit pour les mêmes jours"),
                );
        }
    }
    view.totals = PriceTotals { per_year: comma(&view.totals.per_year), until: comma(&view.totals.until) };
    view.at_renewal_label = pick(
        "Ihr ganzer Vertrag bei der Verlängerung, 58 Plätze",
        "Tout votre contrat au renouvellement, 58 places",
    );
    view.at_renewal = comma(&view.at_renewal);
    if let Some(roi) = &mut view.roi {
        roi.driver_label = pick("Stunden", "Heures");
        for (case, name) in roi.cases.iter_mut().zip(if de {
            ["Vorsichtig", "Mittel", "Ehrgeizig"]
        } else {
            ["Prudent", "Moyen", "Ambitieux"]
        }) {
            case.name = name.into();
            case.value = comma(&case.value);
            case.net = comma(&case.net);
            case.payback = case.payback.replace('.', ",").replace("months", &pick("Mon.", "mois"));
        }
        roi.formula = vec![
            pick(
                "Nutzen: gesparte Stunden im Monat × 12 × 55,00.",
                "Valeur : heures gagnées par mois × 12 × 55,00.",
            ),
            pick("Preis: 12.240,00 im Jahr.", "Prix : 12\u{202f}240,00 par an."),
        ];
        roi.quote = Some(quote(
            &pick(
                "Wir verlieren etwa dreißig Stunden im Monat …",
                "Nous perdons une trentaine d’heures par mois …",
            ),
            "Oskar Lindt, 16.11.2026",
        ));
    }
    view.alternatives = vec![
        Alternative {
            title: pick("Oder: nur Plätze", "Ou : seulement les places"),
            text: pick(
                "4.639,56 bis 14. Juni, dann 8.640,00 im Jahr. Die geteilten Zugänge enden; der Plan wird weiter gedruckt.",
                "4\u{202f}639,56 jusqu’au 14 juin, puis 8\u{202f}640,00 par an. Fin des accès partagés ; le plan est toujours imprimé.",
            ),
        },
        Alternative {
            title: pick("Oder: ab der Verlängerung", "Ou : à partir du renouvellement"),
            text: pick(
                "Jetzt nichts, 12.240,00 im Jahr ab 15. Juni. Die Inventur im Januar läuft wie bisher.",
                "Rien maintenant, 12\u{202f}240,00 par an à partir du 15 juin. L’inventaire de janvier se passe comme avant.",
            ),
        },
    ];
    if let Some(next) = &mut view.next_step {
        next.text = pick(
            "Donnerstag, 26. November, 10:00 bis 10:15, Nadia Ferreira und Oskar Lindt: diese Seite vereinbaren oder ändern. Der einseitige Nachtrag folgt innerhalb eines Tages.",
            "Jeudi 26 novembre, de 10 h à 10 h 15, Nadia Ferreira et Oskar Lindt : valider cette page ou la changer. L’avenant d’une page suit dans la journée.",
        );
        next.validity = pick(
            "Die Preise gelten bis zum 18.\u{a0}Dezember\u{a0}2026.",
            "Les prix sont valables jusqu’au 18\u{a0}décembre\u{a0}2026.",
        );
    }
    view.calculation = pick("Berechnung C-2026-0088", "calcul C-2026-0088");
    view
}

pub fn addendum_in(language: Language) -> AddendumView {
    let mut view = addendum();
    view.language = language;
    if language == Language::En {
        return view;
    }
    let de = language == Language::De;
    let pick = |german: &str, french: &str| (if de { german } else { french }).to_string();
    view.date = pick("27. November 2026", "27 novembre 2026");
    view.agreement = pick(
        "zum Rahmenvertrag MSA-2024-0117 vom 3.\u{a0}Juni\u{a0}2024 („Rahmenvertrag“), der durch Bezugnahme Teil dieser Seite ist",
        "au contrat-cadre MSA-2024-0117 du 3\u{a0}juin\u{a0}2024 («\u{202f}contrat-cadre\u{202f}»), qui fait partie de cette page par référence",
    );
    view.unit_price_label = pick("Einzelpreis im Jahr", "Prix unitaire par an");
    view.amount_label = pick("Bis 14. Juni 2027, Euro", "Jusqu’au 14 juin 2027");
    view.method = pick(
        "Verbleibende Tage geteilt durch die Tage des Vertragsjahrs. Vom 1.\u{a0}Dezember 2026 bis zum 14.\u{a0}Juni 2027, beide eingeschlossen, sind es 196\u{a0}Tage; das Jahr ab 15.\u{a0}Juni 2026 hat 365. Jede Zeile wird einmal kaufmännisch gerundet.",
        "Jours restants divisés par les jours de l’année contractuelle. Du 1er\u{a0}décembre 2026 au 14\u{a0}juin 2027, inclus, il y a 196\u{a0}jours ; l’année à partir du 15\u{a0}juin 2026 en compte 365. Chaque ligne est arrondie une fois.",
    );
    view.effective_on = pick("1. Dezember 2026", "1er décembre 2026");
    view.ends_on = pick("14. Juni 2027", "14 juin 2027");
    view.renews_on = pick("15. Juni 2027", "15 juin 2027");
    view.at_renewal = pick(
        "Von da an kosten 58 Plätze und der Plan Business 37.440,00 im Jahr. Das Datum der Verlängerung bleibt.",
        "Dès lors, 58 places et la formule Business coûtent 37\u{202f}440,00 par an. La date de renouvellement ne change pas.",
    );
    view.calculation_reference =
        pick("aus Berechnung C-2026-0088, taggenau", "du calcul C-2026-0088, au jour près");
    view
}

/// As little as a proposal can hold and still be one.
pub fn shortest_proposal(language: Language) -> ProposalView {
    let full = proposal_in(language);
    ProposalView {
        language,
        document_id: full.document_id,
        version: "1".into(),
        date: full.date,
        supplier_name: full.supplier_name,
        supplier_legal_name: full.supplier_legal_name,
        recipient_name: "Li Wu".into(),
        recipient_company: "Ax".into(),
        headline: Headline { text: "Access.".into(), byline: "Li Wu".into(), ..Headline::default() },
        told_me: full.told_me.into_iter().take(3).collect(),
        proposing: full.proposing.into_iter().take(2).collect(),
        criteria: full.criteria.into_iter().take(2).collect(),
        until_label: full.until_label,
        price_lines: full.price_lines.into_iter().take(1).collect(),
        totals: full.totals,
        ..ProposalView::default()
    }
}

/// As much as somebody may plausibly put on two pages.
pub fn longest_proposal(language: Language) -> ProposalView {
    let mut view = proposal_in(language);
    view.recipient_name = "Dr. Wilhelmina-Charlotte von Hohenstein-Papadopoulos".into();
    view.recipient_company =
        "Vereinigte Norddeutsche Schifffahrtsversicherungsgesellschaft mbH & Co. KG".into();
    view.headline = Headline {
        text: "One shared view for the office, the workshop and both depots, before the audit starts".into(),
        byline: view.headline.byline,
        paraphrased: true,
        quote: view.headline.text,
    };
    let long = view.told_me[1].clone();
    view.told_me.push(PaperQuote { paraphrased: true, ..long });
    for criterion in &mut view.criteria {
        criterion.baseline = criterion.due.clone();
    }
    view
}

/// Six changes, long addresses, three long criteria.
pub fn longest_addendum(language: Language) -> AddendumView {
    let mut view = addendum_in(language);
    view.customer.legal_name =
        "Vereinigte Norddeutsche Schifffahrtsversicherungsgesellschaft mbH & Co. KG".into();
    view.customer.address =
        vec!["Abteilung Einkauf, Gebäude 7, Am Speicher 7-9,".into(), "28000 Bremen, Deutschland".into()];
    view.supersedes = "It replaces A-2026-0039 of 20 November 2026.".into();
    view.changes.push(ChangeLine {
        what: "Shared plan board for all depots".into(),
        period: "1 Jan to 14 Jun 2027".into(),
        ..view.changes[0].clone()
    });
    view.changes.push(ChangeLine {
        what: "Setup".into(),
        period: "one-time".into(),
        ..view.changes[0].clone()
    });
    view.calculation
        .push(CalculationLine { what: "Shared plan board, charge".into(), ..view.calculation[0].clone() });
    view.notices = vec!["The contract year holds 29 February and has 366 days.".into()];
    view
}

/// Eight changed lines with the sum behind each.
pub fn addendum_of_eight(language: Language) -> AddendumView {
    let mut view = addendum_in(language);
    let (change, sum) = (view.changes[0].clone(), view.calculation[0].clone());
    let name =
        |at: usize| ["Standard seat", "Professional seat", "Shared plan board", "Supplier audits"][at % 4];
    view.changes = (0..8).map(|at| ChangeLine { what: name(at).into(), ..change.clone() }).collect();
    view.calculation =
        (0..8).map(|at| CalculationLine { what: format!("{}, charge", name(at)), ..sum.clone() }).collect();
    view
}
