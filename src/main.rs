//! The `tertius` command. Everything it does is in the library; everything about the terminal is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
