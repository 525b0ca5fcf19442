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

    /// When folding in has to be agreed, beside what it is now; its price stands under it.
    pub fn folded_in(self, agreed_by: &str, until: &str, now_by: &str) -> String {
        say!(
            self,
            "To be agreed by {agreed_by}. Begun now, it is {until} until that day and the same from then on, to be agreed by {now_by}.",
            "Zu vereinbaren bis {agreed_by}. Jetzt begonnen, sind es {until} bis zu diesem Tag und danach dasselbe, zu vereinbaren bis {now_by}.",
            "À convenir avant le {agreed_by}. En commençant maintenant, ce sont {until} jusqu’à ce jour et la même chose ensuite, à convenir avant le {now_by}.",
        )
    }
}
