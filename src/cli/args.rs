//! What can be typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use tertius::day::Day;
use tertius::report::tables::Top;
use tertius::settings::RankOrder;

/// Whom to talk to next, and who could introduce you: from the exports you already have, on your own machine.
#[derive(Debug, Parser)]
#[command(name = "tertius", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// What was typed; what cannot be meant ends the program with a word on what can.
    pub fn typed() -> Cli {
        let cli = Cli::parse();
        let wants_parquet = cli.command.common().is_some_and(|common| common.format == Format::Parquet);
        if wants_parquet && !matches!(cli.command, Command::Cohort(_)) {
            let why = "`--format parquet` is for `tertius cohort`; here it is text, csv or json";
            Cli::command().error(ErrorKind::InvalidValue, why).exit();
        }
        cli
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the workspace and write every report
    Report(WorkspaceArgs),
    /// Say, per file, what it is and what became of its rows
    Check(CheckArgs),
    /// The next people to contact
    Rank(RankArgs),
    /// One person: every reason behind the rank, each with the file and line it comes from
    Explain(ExplainArgs),
    /// The best introduction paths to a person, a company or a target row
    Path(PathArgs),
    /// Introducers, waves, chains, reproduction number
    Referrals(ReferralsArgs),
    /// Network growth by month
    Grow(WorkspaceArgs),
    /// Two exports of one seeker: who is new, gone, moved company, moved up
    Diff(DiffArgs),
    /// Replay the past and measure the ranking against simple orders
    Backtest(BacktestArgs),
    /// The advisor's reports over many workspaces
    Cohort(CohortArgs),
    /// A new workspace with empty, commented input files
    Init(InitArgs),
}

impl Command {
    /// What all commands take, where this one does.
    fn common(&self) -> Option<&Common> {
        Some(match self {
            Command::Report(args) | Command::Grow(args) => &args.common,
            Command::Check(args) => &args.common,
            Command::Rank(args) => &args.of.common,
            Command::Backtest(args) => &args.common,
            Command::Explain(args) => &args.common,
            Command::Path(args) => &args.common,
            Command::Referrals(args) => &args.common,
            Command::Diff(args) => &args.common,
            Command::Cohort(args) => &args.common,
            Command::Init(_) => return None,
        })
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// With the columns of the report.
    Csv,
    /// The same as objects.
    Json,
    /// Tables of all rows, for whoever goes on reckoning: `cohort` alone writes them, into its folder.
    Parquet,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What all commands take.
#[derive(Debug, Args)]
pub struct Common {
    /// The day asked about [default: `as_of` in tertius.toml, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Day>,
    /// The folder for reports
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// How many people to show, or `all` [default: 50 in files, 10 on the terminal]
    #[arg(long, value_name = "N", value_parser = parse_top)]
    pub top: Option<Top>,
    /// The target matrix, in place of the workspace's
    #[arg(long, value_name = "FILE")]
    pub targets: Option<PathBuf>,
    /// The introductions, in place of the workspace's
    #[arg(long, value_name = "FILE")]
    pub introductions: Option<PathBuf>,
    /// The outreach list, in place of the workspace's
    #[arg(long, value_name = "FILE")]
    pub outreach: Option<PathBuf>,
    /// The settings [default: tertius.toml in the workspace]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Take no introduction from what people wrote, only those recorded
    #[arg(long)]
    pub no_infer: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print nothing but the data and what went wrong
    #[arg(long, short)]
    pub quiet: bool,
    /// Colours
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// Arguments of the commands about one workspace.
#[derive(Debug, Args)]
pub struct WorkspaceArgs {
    /// The workspace: a folder, a LinkedIn zip, or one file
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `backtest`.
#[derive(Debug, Args)]
pub struct BacktestArgs {
    /// The workspace: a folder, a LinkedIn zip, or one file; with --cohort, the folder of workspaces
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// Replay all workspaces of a folder, each foretold from what all of them teach
    #[arg(long)]
    pub cohort: bool,
    /// How many members of the cohort to read at once [default: one a core]
    #[arg(long, value_name = "N", requires = "cohort")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The workspace: a folder, a LinkedIn zip, or one file
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// Say why rows became one person, and who of one name was kept apart, each with its file and line
    #[arg(long)]
    pub merges: bool,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older export: a workspace, a LinkedIn zip, or one file
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The newer export
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `rank`.
#[derive(Debug, Args)]
pub struct RankArgs {
    /// The workspace, and the rest.
    #[command(flatten)]
    pub of: WorkspaceArgs,
    /// The order [default: `order` in tertius.toml, else score]
    #[arg(long, value_parser = orders())]
    pub order: Option<RankOrder>,
    /// The so many people who together open most of the target matrix, in place of the ranking
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub plan: Option<u16>,
}

/// The orders of a ranking, by their names.
fn orders() -> impl TypedValueParser<Value = RankOrder> {
    let named = RankOrder::ALL.map(|order| PossibleValue::new(order.as_str()).help(order.in_words()));
    PossibleValuesParser::new(named).try_map(|name| name.parse())
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A key from people.csv, a profile URL, an e-mail address or a name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// The workspace: a folder, a LinkedIn zip, or one file
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `path`.
#[derive(Debug, Args)]
pub struct PathArgs {
    /// A person (key, profile URL, e-mail address or name), a company, or the number of a row of coverage.csv
    #[arg(value_name = "TO")]
    pub to: String,
    /// The workspace: a folder, a LinkedIn zip, or one file
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `referrals`.
#[derive(Debug, Args)]
pub struct ReferralsArgs {
    /// The workspace: a folder, a LinkedIn zip, or one file
    #[arg(value_name = "WORKSPACE", default_value = ".")]
    pub workspace: PathBuf,
    /// Which table `--format csv` and `json` print
    #[arg(long, value_enum, default_value_t = ReferralsTable::Introducers)]
    pub table: ReferralsTable,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// The tables of `referrals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReferralsTable {
    /// Who introduced whom: introducers.csv.
    Introducers,
    /// What became of each wave: waves.csv.
    Waves,
    /// Every chain by its seed: chains.csv.
    Chains,
    /// Introductions per conversation: reproduction.csv.
    Reproduction,
    /// Who stands between others: brokerage.csv.
    Brokerage,
}

/// Arguments of `cohort`.
#[derive(Debug, Args)]
pub struct CohortArgs {
    /// The folder of workspaces, with or without a roster
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Write each member's own report, too
    #[arg(long)]
    pub per_member: bool,
    /// How many members to work on at once [default: one a core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Treat every member as sharing her contacts: for simulated data, or where consent is held elsewhere
    #[arg(long)]
    pub assume_consent: bool,
    /// List pairs of members with at least so many people in common
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub min_shared: u32,
    /// Show no group of fewer members
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub min_cell: u32,
    /// How many introductions the plan asks of one member
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub capacity: u32,
    /// Find out who lies between the others (brokerage.csv); takes a minute in a large cohort
    #[arg(long)]
    pub betweenness: bool,
    /// Call members and people by pseudonyms, made with the key in FILE; a new key is written where there is none
    #[arg(long, value_name = "FILE", conflicts_with = "per_member")]
    pub pseudonyms: Option<PathBuf>,
    /// The rest.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to make
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

fn parse_day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|error: tertius::day::NotADay| error.to_string())
}

fn parse_top(text: &str) -> Result<Top, String> {
    if text == "all" {
        return Ok(Top::All);
    }
    match text.parse() {
        Ok(n) if n > 0 => Ok(Top::First(n)),
        _ => Err("write a number of people, or `all`".to_owned()),
    }
}
