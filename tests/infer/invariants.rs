//! Orders of rows, names of files, and damaged text.
