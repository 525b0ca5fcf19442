//! Text of a file as UTF-8, whatever it was saved in, with line ends made one and NULs left out.
//!
//! Streams: the memory it takes does not depend on the size of the file.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

const CHUNK: usize = 64 * 1024;

/// Closes the text, so that a quotation mark that is never closed is noticed: it would swallow this record.
pub(super) const CLOSING: &str = "\u{1e}\u{1e}";

/// Finds the encoding of a file: by its byte order mark, by its zero bytes, by being UTF-8, or by a guess.
pub(super) fn encoding_of(path: &Path) -> io::Result<&'static Encoding> {
    let mut file = File::open(path)?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut buffer = vec![0_u8; CHUNK];
    let mut utf8 = true;
    let mut held: Vec<u8> = Vec::new();
    let mut first = true;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        let chunk = &buffer[..count];
        if first {
            first = false;
            if let Some((encoding, _)) = Encoding::for_bom(chunk) {
                return Ok(encoding);
            }
            if let Some(encoding) = wide(chunk) {
                return Ok(encoding);
            }
        }
        if utf8 {
            held.extend_from_slice(chunk);
            match std::str::from_utf8(&held) {
                Ok(_) => held.clear(),
                Err(error) if error.error_len().is_some() => utf8 = false,
                // A character is cut at the end of the chunk.
                Err(error) => {
                    held.drain(..error.valid_up_to());
                }
            }
        }
        detector.feed(chunk, false);
    }
    if utf8 && held.is_empty() {
        return Ok(UTF_8);
    }
    detector.feed(&[], true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16 without a mark: nearly every second byte of Latin text is zero.
fn wide(chunk: &[u8]) -> Option<&'static Encoding> {
    let sample = &chunk[..chunk.len().min(4096)];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let half = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if half > 3 && odd * 10 > half * 8 && even * 10 < half => Some(UTF_16LE),
        (even, odd) if half > 3 && even * 10 > half * 8 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// A file as UTF-8 text.
pub(super) struct DecodeReader {
    file: File,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    after_return: bool,
    last: u8,
    finished: bool,
    /// Lines still to be left out at the beginning.
    skip: u64,
    /// NUL characters left out so far.
    pub nuls: u64,
    /// What was handed out last, and where it begins in the whole text: a look back at a doubtful row.
    handed: Vec<u8>,
    handed_from: u64,
}

/// How much of what was handed out is kept before older text is let go.
const LOOK_BACK: usize = 1 << 20;

impl DecodeReader {
    /// Opens a file from its line `skip` + 1 on.
    pub fn open(path: &Path, encoding: &'static Encoding, skip: u64) -> io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            text: Vec::with_capacity(CHUNK * 3),
            at: 0,
            after_return: false,
            last: b'\n',
            finished: false,
            skip,
            nuls: 0,
            handed: Vec::new(),
            handed_from: 0,
        })
    }

    /// The text between two places, counted in bytes from the beginning of what was handed out.
    pub fn handed(&self, from: u64, to: u64) -> &[u8] {
        let place = |at: u64| (at.saturating_sub(self.handed_from) as usize).min(self.handed.len());
        &self.handed[place(from)..place(to)]
    }

    /// Lets go of what was handed out before a place, once there is much of it.
    pub fn forget(&mut self, before: u64) {
        let count = before.saturating_sub(self.handed_from) as usize;
        if count > LOOK_BACK {
            self.handed.drain(..count.min(self.handed.len()));
            self.handed_from = before;
        }
    }

    /// Decodes the next chunk into `text`.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        while self.text.is_empty() && !self.finished {
            let count = self.file.read(&mut self.raw)?;
            let end = count == 0;
            let room = self.decoder.max_utf8_buffer_length(count).unwrap_or(count * 3 + 16);
            let mut decoded = vec![0_u8; room];
            let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..count], &mut decoded, end);
            self.keep(&decoded[..written]);
            if end {
                self.finished = true;
                if self.last != b'\n' {
                    self.text.push(b'\n');
                }
                self.text.extend_from_slice(CLOSING.as_bytes());
                self.text.push(b'\n');
            }
        }
        Ok(())
    }

    fn keep(&mut self, decoded: &[u8]) {
        for &byte in decoded {
            let byte = match byte {
                0 => {
                    self.nuls += 1;
                    continue;
                }
                b'\n' if self.after_return => {
                    self.after_return = false;
                    continue;
                }
                b'\r' => {
                    self.after_return = true;
                    b'\n'
                }
                other => {
                    self.after_return = false;
                    other
                }
            };
            self.last = byte;
            if self.skip > 0 {
                self.skip -= u64::from(byte == b'\n');
            } else {
                self.text.push(byte);
            }
        }
    }
}

impl Read for DecodeReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.text.len() - self.at);
        buffer[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.handed.extend_from_slice(&buffer[..count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (&'static str, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, bytes).unwrap();
        let encoding = encoding_of(&path).unwrap();
        let mut text = String::new();
        DecodeReader::open(&path, encoding, 0).unwrap().read_to_string(&mut text).unwrap();
        (encoding.name(), text.trim_end_matches(['\n', '\u{1e}']).to_owned())
    }

    #[test]
    fn every_usual_encoding_comes_out_as_the_same_text() {
        let text = "Firma;Straße\nMüller;Königsallee 5";
        let wide = |big: bool, mark: bool| {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
        };
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (latin, "windows-1252"),
            (wide(false, true), "UTF-16LE"),
            (wide(true, true), "UTF-16BE"),
            (wide(false, false), "UTF-16LE"),
            (wide(true, false), "UTF-16BE"),
        ] {
            assert_eq!(read(&bytes), (name, text.to_owned()), "{name}");
        }
    }

    #[test]
    fn line_ends_become_one_and_nuls_go() {
        assert_eq!(read(b"a\r\nb\rc\nd").1, "a\nb\nc\nd");
        assert_eq!(read(b"a,b\n1\0,2\n").1, "a,b\n1,2");
    }
}
