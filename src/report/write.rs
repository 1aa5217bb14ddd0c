//! Everything that `tertius report` writes, one file after the other, each whole or not there.

use super::csv::{self, WriteError};
use super::tables::{self, Top};
use super::{backtest, chart, files, graph, page, summary, xlsx};
use crate::pipeline::Study;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file could not be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: WriteError,
    },
    /// The folder could not be made.
    #[error("cannot make the folder `{path}`: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A picture could not be drawn.
    #[error("cannot draw a picture: {0}")]
    Chart(#[from] chart::ChartError),
    /// The page could not be laid out.
    #[error("cannot lay out the page: {0}")]
    Page(#[from] page::PageError),
    /// A table could not be laid out.
    #[error(transparent)]
    Frame(#[from] polars::error::PolarsError),
}

/// Writes every report into a folder, which is made where it is not there, and calls `wrote` after each file.
pub fn all(study: &Study, folder: &Path, top: Top, wrote: impl FnMut(&Path)) -> Result<(), ReportError> {
    let mut desk = Desk::open(folder, wrote)?;
    let mut tables = tables::all(study, top)?;
    for table in &tables {
        desk.put(&format!("{}.csv", table.name), |out| csv::write(table, out))?;
    }
    desk.put("summary.json", |out| json(&summary::of(study), out))?;
    let graph = graph::gather(study);
    desk.put("referral-graph.graphml", |out| Ok(graph::graphml(&graph, out)?))?;
    desk.put("referral-graph.gexf", |out| Ok(graph::gexf(&graph, out)?))?;
    desk.put("referral-graph.json", |out| Ok(graph::json(&graph, out)?))?;
    desk.put("referral-graph.dot", |out| Ok(graph::dot(&graph, out)?))?;
    let pictures = [
        ("growth", chart::growth(study)?),
        ("referral-graph", chart::referral_graph(study)?),
        ("coverage", chart::coverage(study)?),
    ];
    for (name, svg) in &pictures {
        desk.picture(name, svg)?;
    }
    let pictures = pictures.each_ref().map(|(name, svg)| (*name, svg.as_str()));
    let (found, comfort) = backtest::of(study);
    let html = page::index_html(study, &tables, &pictures, (found.as_ref(), comfort.as_ref()))?;
    desk.put("index.html", |out| Ok(out.write_all(html.as_bytes())?))?;
    if let Some(found) = &found {
        tables.push(backtest::table(found)?);
    }
    desk.put("report.xlsx", |out| xlsx::workbook(&tables, study.as_of, folder, out))
}

/// The folder of reports while they are written.
pub struct Desk<'a, W> {
    folder: &'a Path,
    wrote: W,
}

impl<'a, W: FnMut(&Path)> Desk<'a, W> {
    /// Makes the folder where it is not there.
    pub fn open(folder: &'a Path, wrote: W) -> Result<Desk<'a, W>, ReportError> {
        std::fs::create_dir_all(folder)
            .map_err(|source| ReportError::Folder { path: folder.to_owned(), source })?;
        Ok(Desk { folder, wrote })
    }

    /// Writes one file.
    pub fn put(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), WriteError>,
    ) -> Result<(), ReportError> {
        let path = self.folder.join(name);
        files::write(&path, fill).map_err(|source| ReportError::Write { path: path.clone(), source })?;
        (self.wrote)(&path);
        Ok(())
    }

    /// Writes a picture as SVG and as PNG.
    pub fn picture(&mut self, name: &str, svg: &str) -> Result<(), ReportError> {
        self.put(&format!("{name}.svg"), |out| Ok(out.write_all(svg.as_bytes())?))?;
        let png = chart::png(svg)?;
        self.put(&format!("{name}.png"), |out| Ok(out.write_all(&png)?))
    }
}

/// Writes a value as JSON with a line break at the end.
pub fn json(value: &impl serde::Serialize, mut out: impl Write) -> Result<(), WriteError> {
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
