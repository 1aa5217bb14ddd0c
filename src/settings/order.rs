//! The names of the orders: in `tertius.toml`, behind `--order`, and where the back-test names one.

use super::RankOrder;
use std::fmt;
use std::str::FromStr;

/// No order of that name.
#[derive(Debug, thiserror::Error)]
#[error("no order of that name; write one of {}", RankOrder::ALL.map(RankOrder::as_str).join(", "))]
pub struct NotAnOrder;

impl RankOrder {
    /// All of them, the usual one first.
    pub const ALL: [RankOrder; 5] =
        [RankOrder::Score, RankOrder::Answer, RankOrder::Messages, RankOrder::Newest, RankOrder::Target];

    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            RankOrder::Score => "score",
            RankOrder::Answer => "answer",
            RankOrder::Messages => "messages",
            RankOrder::Newest => "newest",
            RankOrder::Target => "target",
        }
    }

    /// What comes first, for whoever chooses.
    pub fn in_words(self) -> &'static str {
        match self {
            RankOrder::Score => "The chance of an answer times what the conversation would be worth",
            RankOrder::Answer => "The chance of an answer",
            RankOrder::Messages => "Most messages received",
            RankOrder::Newest => "Newest connection",
            RankOrder::Target => {
                "The order of the target matrix, from the top: at the company of the first row, then of the second"
            }
        }
    }
}

impl fmt::Display for RankOrder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for RankOrder {
    type Err = NotAnOrder;

    fn from_str(name: &str) -> Result<RankOrder, NotAnOrder> {
        RankOrder::ALL.into_iter().find(|order| order.as_str() == name).ok_or(NotAnOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    /// The settings read the same names, as derived from those of the variants.
    #[test]
    fn an_order_has_one_name() {
        for order in RankOrder::ALL {
            let settings = Settings::parse(&format!("order = \"{order}\"\n")).unwrap();
            assert_eq!((settings.order, order.as_str().parse().ok()), (order, Some(order)));
        }
        assert!("best".parse::<RankOrder>().is_err());
    }
}
