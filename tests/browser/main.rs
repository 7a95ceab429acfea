//! The built extension in real Chromium and real Firefox, on pages written after what the sites serve.
//! Each journey guards against one risk that no smaller test can see.

mod driver;
mod journeys;

fn main() -> std::process::ExitCode {
    journeys::run()
}
