//! The network's own data export, read into a record: the archive as downloaded, or single files of it.

mod merge;
