//! Bytes in memory, and what is read at any place.

use std::io::{Read, Seek};
use std::sync::Arc;

/// The largest entry of an archive, which is held in memory while it is read.
pub const MAX_IN_MEMORY: u64 = 1 << 30;

/// Bytes in memory, shared.
#[derive(Clone, Default)]
pub struct Bytes(Arc<Vec<u8>>);

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(Arc::new(bytes))
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// What archives and workbooks are read from: they look things up at their end first.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}
