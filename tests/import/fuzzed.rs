//! The targets of `tests/fuzz`, over its corpus and some thousand changes of it: the same in every run.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::Path;
use targets::{TARGETS, run};

/// How many changes of each file of the corpus are tried; fuzzing itself tries millions.
const CHANGES: u64 = 40;

/// Bytes that mean something to a reader.
const TELLING: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b";",
    b"\t",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"#",
    b"\x80",
    b"/",
    b"<",
    b">",
    b"PK\x05\x06",
    b"=\n",
    b"\n ",
    b"99999999999",
];

/// Numbers that look like chance and are the same in every run (Marsaglia's xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }
}

fn change(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        let start = numbers.below(bytes.len() + 1);
        let end = (start + numbers.below(12)).min(bytes.len());
        let put = match numbers.below(4) {
            0 => TELLING[numbers.below(TELLING.len())].to_vec(),
            1 => vec![numbers.below(256) as u8; 1 + numbers.below(3)],
            // A piece of this file or of another one of the corpus, somewhere else.
            2 => other.iter().copied().skip(numbers.below(other.len())).take(numbers.below(80)).collect(),
            _ => Vec::new(),
        };
        bytes.splice(start..end, put);
    }
}

#[test]
fn no_input_breaks_a_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (target, _) in TARGETS {
        let mut files: Vec<_> =
            std::fs::read_dir(corpus.join(target)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{target} has no corpus");
        let inputs: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
        run(target, b"");
        for (at, (file, input)) in files.iter().zip(&inputs).enumerate() {
            // Which file it was is all that a panic further down does not say.
            println!("{}", file.display());
            run(target, input);
            let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15 ^ at as u64);
            for _ in 0..CHANGES {
                let mut bytes = input.clone();
                change(&mut bytes, &inputs[numbers.below(inputs.len())], &mut numbers);
                run(target, &bytes);
            }
        }
    }
}
