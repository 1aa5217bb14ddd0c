//! Pictures of every size, looked at as layouts: nothing overlaps, nothing lies outside, the same twice.

use super::*;
