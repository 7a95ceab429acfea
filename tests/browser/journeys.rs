//! What a person does, from end to end.
use std::process::ExitCode;
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
