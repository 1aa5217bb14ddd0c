//! Work on many things by a few threads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What `work` makes of each item, in their order, with `jobs` threads that take the next one from a counter.
///
/// Plain threads, and not rayon: where the work waits on a pool of its own (tables, pictures), a rayon worker that waits
/// takes up the next item on top of the stack of this one, without end.
pub fn in_turn<T: Sync, R: Send>(items: &[T], jobs: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_turn_with(items, jobs, || (), |(), item| work(item))
}

/// The same, where each thread has something of its own to work with.
pub fn in_turn_with<T: Sync, R: Send, S>(
    items: &[T],
    jobs: usize,
    own: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || -> Vec<(usize, R)> {
        let mut done = Vec::new();
        let mut own = own();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(&mut own, item)));
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.min(items.len())).map(|_| scope.spawn(take)).collect();
        let joined = threads.into_iter().flat_map(|thread| match thread.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// What two pieces of work come to, done side by side where there are two jobs or more.
pub fn both<A: Send, B>(jobs: usize, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if jobs < 2 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::in_turn;

    #[test]
    fn in_order_whatever_the_number_of_threads() {
        let items: Vec<u32> = (0..1000).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(in_turn(&items, jobs, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
        assert!(in_turn(&[] as &[u32], 3, |n| *n).is_empty());
    }
}
