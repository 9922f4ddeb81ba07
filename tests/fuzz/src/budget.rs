//! What an input may cost. Time is that of the processor, so that a busy machine finds
//! nothing that is not there.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// More than a hundred times of what a large schedule takes.
const MOST_TIME: Duration = Duration::from_secs(3);
/// Beyond what the process had before. An input has a megabyte at most.
const MOST_MEMORY_KB: u64 = 400 * 1024;
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// The number of the input that is being read; zero between inputs.
static INPUT: AtomicU64 = AtomicU64::new(0);

/// Says that an input begins.
pub fn begin(number: u64) {
    INPUT.store(number, Ordering::Release);
}

/// Says that it was survived.
pub fn end() {
    INPUT.store(0, Ordering::Release);
}

/// Looks at the calling thread from another one, and ends the process with a word when an
/// input costs too much.
pub fn watch() {
    let Ok(thread) = std::fs::read_link("/proc/thread-self") else {
        eprintln!("!!! no /proc here: time and memory of an input are not limited");
        return;
    };
    let thread = std::path::Path::new("/proc").join(thread).join("schedstat");
    std::thread::spawn(move || {
        let (mut input, mut time, mut memory) = (0, Duration::ZERO, memory_kb());
        loop {
            std::thread::sleep(LOOK_EVERY);
            let (now, spent) = (INPUT.load(Ordering::Acquire), spent(&thread));
            if now == 0 || now != input {
                (input, time, memory) = (now, spent, if now == input { memory } else { memory_kb() });
                continue;
            }
            let (took, more) = (spent.saturating_sub(time), memory_kb().saturating_sub(memory));
            if took > MOST_TIME || more > MOST_MEMORY_KB {
                eprintln!("!!! an input takes too much: {took:?} and {more} kB");
                std::process::abort();
            }
        }
    });
}

fn spent(thread: &std::path::Path) -> Duration {
    let text = std::fs::read_to_string(thread).unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn memory_kb() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4
}
