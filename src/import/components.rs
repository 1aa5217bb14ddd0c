//! The components of vCard and iCalendar: what stands between `BEGIN:` and `END:`, gathered property by property.
//!
//! In: a stream of [`Properties`]. Out: each component handed to whoever knows what it means. A component that is never
//! closed ends where the next one begins; what stands in another one inside it (an alarm, the card of an agent) is not
//! its own.

use super::content::Content;
use super::desk::Desk;
use super::lines::{Properties, Property};

/// A component while its properties come in: a card, an event.
pub(super) trait Component {
    /// What the file says of all its components, outside them.
    type Outside: Default;
    /// Its name after `BEGIN:`, in capitals.
    const NAME: &'static str;

    /// One that begins on this line.
    fn begin(line: u32, outside: &Self::Outside) -> Self;

    /// Takes a property of its own.
    fn take_in(&mut self, property: Property);

    /// Takes a property that stands outside all components.
    fn take_outside(_property: &Property, _outside: &mut Self::Outside) {}

    /// Puts what was gathered on the desk, or says why not.
    fn finish(self, desk: &mut Desk<'_>);
}

/// Reads all components of one sort.
pub(super) fn read<C: Component>(content: &Content, desk: &mut Desk<'_>) -> std::io::Result<()> {
    let mut properties = Properties::of(content.open_at(0)?);
    let mut outside = C::Outside::default();
    let mut open: Option<C> = None;
    // Others inside it; and, in vCard 2.1, its like: the card of an agent stands in the card of its principal.
    let (mut others, mut agents, mut after_agent) = (0u32, 0u32, false);
    while let Some(property) = properties.next() {
        let is_like = property.value.trim().eq_ignore_ascii_case(C::NAME);
        let of_agent = std::mem::replace(&mut after_agent, property.name == "AGENT");
        match (property.name.as_str(), &mut open) {
            ("BEGIN", Some(_)) if is_like && of_agent => agents += 1,
            ("BEGIN", _) if is_like => {
                // The one before was never closed: it is one all the same.
                open.take().into_iter().for_each(|before| before.finish(desk));
                (others, agents) = (0, 0);
                open = Some(C::begin(property.line, &outside));
            }
            ("END", Some(_)) if is_like && agents > 0 => agents -= 1,
            ("END", Some(_)) if is_like => open.take().into_iter().for_each(|one| one.finish(desk)),
            ("BEGIN", Some(_)) => others += 1,
            ("END", Some(_)) => others = others.saturating_sub(1),
            (_, Some(one)) if others == 0 && agents == 0 => one.take_in(property),
            (_, Some(_)) => {}
            (_, None) => C::take_outside(&property, &mut outside),
        }
    }
    open.into_iter().for_each(|last| last.finish(desk));
    match properties.damage.take() {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
