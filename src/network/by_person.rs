//! What happened, cut by person: one array for everyone, and where each person's part of it starts.

use crate::people::PersonId;

/// Takes one thing that concerns a person.
pub(super) type Take<'a, T> = dyn FnMut(PersonId, T) + 'a;

/// Orders things by person and, for each, among themselves. `each` hands out all of them, and is asked twice: to count,
/// then to put everything in its place. Walking through the rows again costs less than keeping a quarter of a million
/// things beside themselves.
///
/// # Returns
/// The things, and for every person where hers start; one more start is their end.
///
/// # Complexity
/// **O(n + p + m log m)** for **n** things, **p** people and the most things **m** of one person.
pub(super) fn cut<T: Copy + Ord>(n_people: usize, each: impl Fn(&mut Take<'_, T>)) -> (Vec<T>, Vec<u32>) {
    let mut starts = vec![0u32; n_people + 1];
    let mut any = None;
    each(&mut |person, thing| {
        starts[person.index() + 1] += 1;
        any = Some(thing);
    });
    for at in 0..n_people {
        starts[at + 1] += starts[at];
    }
    let Some(any) = any else { return (Vec::new(), starts) };
    let mut things = vec![any; starts[n_people] as usize];
    let mut next = starts.clone();
    each(&mut |person, thing| {
        let at = &mut next[person.index()];
        things[*at as usize] = thing;
        *at += 1;
    });
    for at in 0..n_people {
        things[starts[at] as usize..starts[at + 1] as usize].sort_unstable();
    }
    (things, starts)
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::people::PersonId;

    #[test]
    fn things_are_cut_by_person_and_ordered() {
        let loose = [(2, 'c'), (0, 'b'), (2, 'a'), (0, 'b')];
        let (things, starts) =
            cut(4, |take| loose.iter().for_each(|(person, thing)| take(PersonId(*person), *thing)));
        assert_eq!((things, starts), (vec!['b', 'b', 'a', 'c'], vec![0, 2, 2, 4, 4]));
        assert_eq!(cut::<char>(1, |_| ()), (Vec::new(), vec![0, 0]));
    }
}
