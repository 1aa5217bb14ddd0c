#!/usr/bin/env bash
# Fuzzes every reader, guided by coverage: `tests/fuzz/run.sh [SECONDS A TARGET] [TARGET...]`. Stable Rust and a C++
# compiler are enough. What breaks a promise is left in `artifacts/`, what reaches new code in `found/`; the corpus that
# `cargo test` runs too stays as it is.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# = 0 ] || shift
targets=("$@")
[ $# != 0 ] || mapfile -t targets < <(sed -n 's|^path = "fuzz_targets/\(.*\)\.rs"|\1|p' Cargo.toml)

# The flags of cargo-fuzz without a sanitizer, which works on stable, and without the tracing of comparisons: the words
# in `words.dict` make up for it at half the cost. They must not reach build scripts, hence `--target`.
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
cargo build --release --target "$host" $(printf -- '--bin %s ' "${targets[@]}")

failed=0
for target in "${targets[@]}"; do
    mkdir -p "found/$target" "corpus/$target" artifacts
    echo "== $target"
    # Ten seconds for one input, or two gigabytes, are a failure as much as a panic is.
    "target/$host/release/$target" "found/$target" "corpus/$target" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 -max_len=4096 -dict=words.dict -artifact_prefix="artifacts/$target-" -print_final_stats=1 \
        2>"found/$target.log" || { failed=1; echo "failed:"; grep -aE 'panicked|ERROR|SUMMARY|Test unit' "found/$target.log"; }
    grep -aE '^stat::number_of_executed_units|^stat::peak_rss' "found/$target.log" || true
done
exit $failed
