//! "Did you mean": the nearest of some names, when one is near enough to be worth saying.

/// The nearest name, ignoring case; `None` when nothing is within a third of the word's length.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let limit = (wanted.chars().count() / 3).max(1);
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(&wanted, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_a_stranger_is_not() {
        let names = ["A-2e4581", "A-43a9e3", "Northwind Trading"];
        assert_eq!(nearest("A-2e4518", names), Some("A-2e4581"));
        assert_eq!(nearest("northwind tradin", names), Some("Northwind Trading"));
        assert_eq!(nearest("Contoso", names), None);
    }
}
