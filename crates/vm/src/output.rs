//! What the program printed, on both streams, in order.

use std::sync::Arc;

#[derive(Clone, Debug, Default)]
struct Chunk {
    bytes: Vec<u8>,
    /// Stream and length of each run of bytes.
    runs: Vec<(u8, u32)>,
}

/// Everything printed so far. Cloning shares all but the last few kilobytes.
#[derive(Clone, Debug, Default)]
pub struct Output {
    sealed: Vec<Arc<Chunk>>,
    tail: Chunk,
    total: u64,
    limit: u64,
}

const CHUNK: usize = 4096;

impl Output {
    pub(crate) fn new(limit: u64) -> Output {
        Output {
            sealed: Vec::new(),
            tail: Chunk::default(),
            total: 0,
            limit,
        }
    }

    /// Becomes like another, without new memory where the old suffices.
    pub(crate) fn copy_from(&mut self, other: &Output) {
        self.sealed.clone_from(&other.sealed);
        self.tail.bytes.clone_from(&other.tail.bytes);
        self.tail.runs.clone_from(&other.tail.runs);
        (self.total, self.limit) = (other.total, other.limit);
    }

    /// Appends; false when the limit is passed (what fits is kept).
    pub(crate) fn write(&mut self, stream: u8, bytes: &[u8]) -> bool {
        let room = usize::try_from(self.limit.saturating_sub(self.total)).unwrap_or(usize::MAX);
        let kept = bytes.get(..room.min(bytes.len())).unwrap_or(bytes);
        self.force(stream, kept);
        kept.len() == bytes.len()
    }

    /// Appends beyond the limit too: the machine's own last words.
    pub(crate) fn force(&mut self, stream: u8, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        self.tail.bytes.extend_from_slice(bytes);
        match self.tail.runs.last_mut() {
            Some((s, n)) if *s == stream => *n += bytes.len() as u32,
            _ => self.tail.runs.push((stream, bytes.len() as u32)),
        }
        if self.tail.bytes.len() >= CHUNK {
            self.sealed.push(Arc::new(std::mem::take(&mut self.tail)));
        }
    }

    /// Bytes printed on both streams.
    pub fn len(&self) -> u64 {
        self.total
    }
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The runs of output in order: stream (1 stdout, 2 stderr) and bytes.
    pub fn runs(&self) -> impl Iterator<Item = (u8, &[u8])> {
        self.sealed
            .iter()
            .map(Arc::as_ref)
            .chain(std::iter::once(&self.tail))
            .flat_map(|c| {
                let mut at = 0;
                c.runs.iter().map(move |(s, n)| {
                    let from = at;
                    at += *n as usize;
                    (*s, c.bytes.get(from..at).unwrap_or(&[]))
                })
            })
    }

    /// Everything printed on one stream.
    pub fn stream(&self, stream: u8) -> Vec<u8> {
        let mut out = Vec::new();
        for (s, bytes) in self.runs() {
            if s == stream {
                out.extend_from_slice(bytes);
            }
        }
        out
    }
    pub fn stdout(&self) -> Vec<u8> {
        self.stream(1)
    }
    pub fn stderr(&self) -> Vec<u8> {
        self.stream(2)
    }
}
