//! The other way when a change comes close to the renewal: to fold it in.

use super::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

impl Voice {
    pub fn with_the_renewal(self, renewal: &str) -> String {
        say!(
            self,
            "With the renewal on {renewal}",
            "Mit der Verlängerung am {renewal}",
            "Avec le renouvellement du {renewal}",
        )
    }

    /// What folding in costs and when it has to be agreed, beside what it is now.
    pub fn folded_in(self, yearly: &str, agreed_by: &str, until: &str, now_by: &str) -> String {
        say!(
            self,
            "Nothing to pay until then and {yearly} a year from that day, agreed by {agreed_by}. Now it is {until} until that day and the same from then on, agreed by {now_by}.",
            "Bis dahin ist nichts zu zahlen, ab diesem Tag {yearly} im Jahr, vereinbart bis {agreed_by}. Sofort sind es {until} bis zu diesem Tag und danach dasselbe, vereinbart bis {now_by}.",
            "Rien à payer jusque-là et {yearly} par an à partir de ce jour, à convenir avant le {agreed_by}. Dès maintenant, ce sont {until} jusqu’à ce jour et la même chose ensuite, à convenir avant le {now_by}.",
        )
    }
}
