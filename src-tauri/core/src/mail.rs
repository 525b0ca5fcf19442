//! A mail as text and as a message file a mail program opens as a draft. Nothing here sends anything.
//!
//! The same mail gives the same bytes: no random boundary, no clock. Names and subjects may hold anything a person
//! typed; line breaks in them can start no further header.

use chrono::NaiveDate;

/// The longest line of base64 in a message.
const LINE: usize = 76;
/// Separates the parts; a draft is not nested, so one is enough.
const BOUNDARY: &str = "=_headroom_part_=";

/// Who a mail is from or to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    pub name: String,
    pub mail: String,
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// A mail that is not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mail {
    pub from: Address,
    pub to: Vec<Address>,
    pub subject: String,
    /// Plain text, lines separated by line feeds.
    pub body: String,
    /// The day it was written; left out when unknown.
    pub day: Option<NaiveDate>,
    pub enclosures: Vec<Enclosure>,
}

impl Mail {
    /// The message as an .eml file. `X-Unsent` lets mail programs open it as a draft.
    pub fn eml(&self) -> Vec<u8> {
        let mut out = String::from("X-Unsent: 1\r\n");
        let mut header = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        header("From", &addresses(std::slice::from_ref(&self.from)));
        header("To", &addresses(&self.to));
        header("Subject", &encoded(&self.subject));
        if let Some(day) = self.day {
            header("Date", &day.format("%a, %d %b %Y 12:00:00 +0000").to_string());
        }
        header("MIME-Version", "1.0");
        let text = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        let body = base64_lines(self.body.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes());
        if self.enclosures.is_empty() {
            out.push_str(text);
            out.push_str(&body);
            return out.into_bytes();
        }
        out.push_str(&format!("Content-Type: multipart/mixed; boundary=\"{BOUNDARY}\"\r\n\r\n"));
        out.push_str(&format!("--{BOUNDARY}\r\n{text}{body}"));
        for enclosure in &self.enclosures {
            let media = one_line(&enclosure.media_type);
            out.push_str(&format!(
                "--{BOUNDARY}\r\nContent-Type: {media}\r\nContent-Transfer-Encoding: base64\r\n\
                 Content-Disposition: attachment; {}\r\n\r\n{}",
                file_name(&enclosure.name),
                base64_lines(&enclosure.bytes)
            ));
        }
        out.push_str(&format!("--{BOUNDARY}--\r\n"));
        out.into_bytes()
    }

    /// A `mailto:` link with everything but the enclosures, which no such link can carry.
    pub fn mailto(&self) -> String {
        let to: Vec<String> = self
            .to
            .iter()
            .filter(|one| !one.mail.trim().is_empty())
            .map(|one| escaped(one.mail.trim()))
            .collect();
        let body = self.body.replace("\r\n", "\n").replace('\n', "\r\n");
        format!(
            "mailto:{}?subject={}&body={}",
            to.join(","),
            escaped(&one_line(&self.subject)),
            escaped(&body)
        )
    }
}

/// A header's value on one line.
fn one_line(text: &str) -> String {
    let flat: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn addresses(all: &[Address]) -> String {
    let written: Vec<String> = all
        .iter()
        .filter(|one| !one.mail.trim().is_empty())
        .map(|one| {
            let mail: String =
                one_line(&one.mail).chars().filter(|sign| !"<>,;\" ".contains(*sign)).collect();
            match one_line(&one.name).as_str() {
                "" => mail,
                name => format!("{} <{mail}>", phrase(name)),
            }
        })
        .collect();
    written.join(",\r\n ")
}

/// A name before an address: quoted, or encoded when it is not plain.
fn phrase(name: &str) -> String {
    if name.is_ascii() {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        encoded(name)
    }
}

/// A header text: as it is when plain, else as encoded words of whole characters.
fn encoded(text: &str) -> String {
    let text = one_line(text);
    if text.is_ascii() && text.len() < LINE {
        return text;
    }
    let mut words = Vec::new();
    let mut piece = String::new();
    for sign in text.chars() {
        // 45 bytes become 60 signs of base64: with its frame a word stays below 75.
        if piece.len() + sign.len_utf8() > 45 {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(sign);
    }
    words.push(piece);
    let words: Vec<String> =
        words.iter().map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes()))).collect();
    words.join("\r\n ")
}

/// The name of a file in both ways mail programs read it.
fn file_name(name: &str) -> String {
    let name = one_line(name);
    let plain: String = name
        .chars()
        .map(|sign| if sign.is_ascii() && !matches!(sign, '"' | '\\' | '/') { sign } else { '_' })
        .collect();
    format!("filename=\"{plain}\"; filename*=utf-8''{}", escaped(&name))
}

/// Percent-encoded but for letters, figures and `-_.~@`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word =
            three.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

fn base64_lines(bytes: &[u8]) -> String {
    let all = base64(bytes);
    let mut out = String::with_capacity(all.len() + all.len() / 30);
    let mut rest = all.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(LINE));
        out.push_str(line);
        out.push_str("\r\n");
        rest = more;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            from: Address { name: "Nora Castellan".into(), mail: "nora@plumbrook.example".into() },
            to: vec![Address { name: "Jürgen Groß".into(), mail: "j.gross@k.example".into() }],
            subject: "What I heard".into(),
            body: "Dear Jürgen,\nthank you.".into(),
            day: Some("2026-11-21".parse().unwrap()),
            enclosures: Vec::new(),
        }
    }

    #[test]
    fn a_mail_without_enclosure_is_plain_text() {
        let text = String::from_utf8(mail().eml()).unwrap();
        assert!(
            text.starts_with("X-Unsent: 1\r\nFrom: \"Nora Castellan\" <nora@plumbrook.example>\r\n"),
            "{text}"
        );
        // Base64 of "Jürgen Groß" in UTF-8.
        assert!(text.contains("To: =?utf-8?B?SsO8cmdlbiBHcm/Dnw==?= <j.gross@k.example>\r\n"), "{text}");
        assert!(text.contains("Date: Sat, 21 Nov 2026 12:00:00 +0000\r\n"));
        // Base64 of "Dear Jürgen,\r\nthank you."
        assert!(text.ends_with("\r\n\r\nRGVhciBKw7xyZ2VuLA0KdGhhbmsgeW91Lg==\r\n"), "{text}");
    }

    #[test]
    fn a_file_goes_with_it_under_its_own_name() {
        let mut mail = mail();
        mail.enclosures = vec![Enclosure {
            name: "Ärzte - Proposal v2.pdf".into(),
            media_type: "application/pdf".into(),
            bytes: vec![0; 60],
        }];
        let text = String::from_utf8(mail.eml()).unwrap();
        assert!(text.contains(
            "filename=\"_rzte - Proposal v2.pdf\"; filename*=utf-8''%C3%84rzte%20-%20Proposal%20v2.pdf"
        ));
        assert_eq!(text.matches("--=_headroom_part_=\r\n").count(), 2);
        assert!(text.ends_with("--=_headroom_part_=--\r\n"));
        // 60 zero bytes are 80 signs: a line of 76 and one of 4.
        assert!(text.contains(&format!("{}\r\nAAAA\r\n", "A".repeat(76))));
        assert!(text.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn nothing_typed_becomes_a_header() {
        let mut mail = mail();
        mail.subject = "Hello\r\nBcc: everyone@example.org".into();
        mail.to[0].name = "A\nX-Evil: 1".into();
        mail.to[0].mail = "a@b.example>\r\nBcc: <c@d.example".into();
        let text = String::from_utf8(mail.eml()).unwrap();
        assert!(!text.contains("\nBcc:") && !text.contains("\nX-Evil"), "{text}");
    }

    #[test]
    fn a_link_carries_subject_and_text() {
        assert_eq!(
            mail().mailto(),
            "mailto:j.gross@k.example?subject=What%20I%20heard&body=Dear%20J%C3%BCrgen%2C%0D%0Athank%20you."
        );
    }

    proptest::proptest! {
        #[test]
        fn any_subject_stays_inside_its_header(subject in ".{0,120}", name in ".{0,80}") {
            let mut mail = mail();
            mail.subject = subject;
            mail.to[0].name = name;
            let text = String::from_utf8(mail.eml()).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap();
            for line in head.split("\r\n") {
                let known = ["X-Unsent: ", "From: ", "To: ", "Subject: ", "Date: ", "MIME-Version: ", "Content-", " "];
                proptest::prop_assert!(known.iter().any(|start| line.starts_with(start)), "{line:?}");
                proptest::prop_assert!(line.is_ascii() && line.len() <= 998);
            }
        }
    }
}
