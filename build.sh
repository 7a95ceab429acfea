#!/usr/bin/env bash
# The one door to Demur: all that is done to this tree is a word here. Each word is a function made of steps;
# what the steps need is looked for, and got, by tools/setup.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source tools/setup.sh

word_help() {
  cat <<'HELP'
Usage: ./build.sh WORD

  run      build the extension and show it at work on a page of made-up requests (run firefox: there)
  test     everything that proves the product: native tests, both browsers, linters
  build    the extension for both browsers: dist/chromium and dist/firefox
  package  what the stores take: a ZIP for each browser and one of the source, with checksums and a list of contents;
           and in dist/store the texts, the privacy statement and pictures in the stores' sizes
  bench    how fast and how large it all is, beside others; writes docs/benchmarks.md (./build.sh bench engine: only prints)
  pictures pictures of every page, light and dark, for docs/pictures
  editors  replies in every kind of message box that sites use, in both browsers
  score    how well the judgement fits the labelled messages in tests/cases
  fuzz     random input to every property, SECONDS each (default 60): ./build.sh fuzz 600
  audit    licences, sources, advisories and doubles of what is compiled in
  setup    install what run, test and build need, and do nothing else
  help     this

Nothing has to be installed before: each word gets what it needs, or says what to install. Tools that take
minutes to compile are kept in ~/.cache/demur. CHROMIUM and FIREFOX choose other browsers than those found.
HELP
}

browsers="chromium firefox"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
target_dir=${CARGO_TARGET_DIR:-target}
wasm_budget=1850000       # bytes; what a person downloads should not grow unnoticed
wasm_budget_ready=2150000 # where Rust's library came ready and is not compiled for size

# ---- build ----

word_build() {
  local browser
  setup_build
  step "Compile the engine to WebAssembly" compile
  bind
  step "Compile the packer" cargo build --package tools
  for browser in $browsers; do step "Lay out dist/$browser" lay_out "$browser"; done
}

setup_build() {
  need_rust
  need_wasm_target
  need_node_tools
  need_crate wasm-bindgen-cli "$(locked wasm-bindgen)" wasm-bindgen
}

# Cargo says where the build script has put the packs that belong to this engine.
compile() {
  local out
  out=$(wasm_cargo build --profile wasm --lib --message-format=json-render-diagnostics |
    sed -n 's|.*"out_dir":"\([^"]*/build/demur-[0-9a-f]*/out\)".*|\1|p')
  [ -d "$out/packs" ] || die "cargo does not say where the packs are"
  mkdir -p dist && rm -rf dist/packs
  cp -R "$out/packs" dist/packs
}

# From cargo's WASM to the pair of files that the worker loads; only when cargo made it anew.
bind() {
  local wasm=$target_dir/$wasm_target/wasm/demur.wasm sum
  sum=$(cksum <"$wasm")
  if [ "$(cat dist/web/made-from 2>/dev/null)" = "$sum" ]; then return; fi
  rm -rf dist/web
  step "Bind it to JavaScript (wasm-bindgen)" wasm-bindgen --target web --out-dir dist/web --out-name demur "$wasm"
  step "Make it small (wasm-opt)" shrink dist/web/demur_bg.wasm
  echo "$sum" >dist/web/made-from
}

# Drops names and debug sections, which wasm-bindgen still had to see, and keeps the size in bounds. Functions are put
# in the order of their names first: those that were made from one piece of source lie together and are packed better.
shrink() {
  local before after budget=$wasm_budget
  if [ "$wasm_rust" = ready ]; then budget=$wasm_budget_ready; fi
  before=$(wc -c <"$1")
  tests/tools/node_modules/.bin/wasm-opt -Oz --reorder-functions-by-name \
    --strip-debug --strip-producers --strip-target-features "$1" -o "$1"
  after=$(wc -c <"$1")
  echo "    $((before / 1000)) kB became $((after / 1000)) kB, $(($(gzip -9 <"$1" | wc -c) / 1000)) kB on the wire"
  [ "$after" -le "$budget" ] || die "the engine outgrew its budget of $budget bytes: $after"
}

# lay_out BROWSER: the extension's folder, with the engine, its packs and that browser's manifest.
lay_out() {
  local dir=dist/$1
  rm -rf "$dir"
  cp -R extension "$dir"
  find "$dir" \( -name '*.d.ts' -o -name '*.md' -o -name '*.svg' \) -delete
  cp -R dist/web/demur.js dist/web/demur_bg.wasm dist/packs "$dir"
  packer locales src/texts "$dir/_locales"
  packer spots src/sites >"$dir/content/spots.js"
  packer manifest extension/manifest.json "$1" "$version" >"$dir/manifest.json"
  # The form of managed settings, which only Chromium reads.
  grep -q managed.json "$dir/manifest.json" || rm "$dir/managed.json"
}

packer() { "$target_dir/debug/tools" "$@"; }

# ---- package ----

word_package() {
  word_build
  step "Pack for the stores" pack
  need_chromium
  step "Take the pictures for the stores" for_the_stores
}

# What is filled in by hand there: the texts, and pictures in the sizes that they ask for.
for_the_stores() {
  rm -rf dist/store
  mkdir -p dist/store
  cp docs/store/listing.md docs/privacy.md extension/icons/128.png dist/store
  cargo run --quiet --example pictures -- dist/store
}

# The same tree gives the same bytes, on any day and any machine with the same compiler.
pack() {
  local browser
  for browser in $browsers; do
    cp LICENSE-APACHE LICENSE-MIT "dist/$browser"
    third_parties >"dist/$browser/THIRD-PARTY.txt"
    packer zip "dist/$browser" "dist/demur-$version-$browser.zip"
    (cd "dist/$browser" && find . -type f | LC_ALL=C sort | sed 's|^\./||' | tr '\n' '\0' | xargs -0 wc -c) \
      >"dist/demur-$version-$browser.txt"
  done
  if git rev-parse --git-dir >/dev/null 2>&1; then
    git archive --format=zip --prefix="demur-$version/" --output="dist/demur-$version-source.zip" HEAD
  fi
  (cd dist && checksums demur-"$version"-*.zip | tee SHA256SUMS)
}

# Every crate in the engine, with its licence and the text of it.
third_parties() {
  echo "The engine of Demur contains Rust's standard library (MIT OR Apache-2.0) and these crates. Their licences follow."
  echo
  cargo metadata --locked --format-version 1 --filter-platform "$wasm_target" >dist/metadata.json
  cargo tree --locked --target "$wasm_target" --edges normal,no-proc-macro --prefix none --no-dedupe --format '{p} {l}' |
    sed '/^demur v/d; /^reading v/d; s/ (proc-macro)//' | LC_ALL=C sort -u | packer licences dist/metadata.json
  rm dist/metadata.json
}

checksums() { if have sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# ---- run ----

word_run() {
  local browser=${1:-chromium}
  word_build
  "need_$browser"
  step "Compile the demo" cargo build --example demo
  DEMO_BROWSER=$browser step "Show it at work in $browser" "$target_dir/debug/examples/demo"
}

# What the README shows of the pages.
word_pictures() {
  word_build
  need_chromium
  step "Take the pictures" cargo run --quiet --example pictures
}

# ---- test ----

word_test() {
  setup_build
  setup_test
  mkdir -p "$target_dir" && : >"$target_dir/test.log"
  step "Check the formatting (rustfmt)" cargo fmt --all --check
  step "Check the scripts (shellcheck)" shellcheck --external-sources --check-sourced build.sh .ci/run
  step "Lint for this machine (clippy)" cargo clippy --workspace --all-targets -- -D warnings
  step "Lint the journeys (clippy)" cargo clippy --test browser --test editors -- -D warnings
  step "Lint for the browser (clippy)" wasm_cargo clippy --lib -- -D warnings
  step "Build the documents of the code, private ones too (rustdoc)" \
    env RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --workspace
  step "Test on this machine" counted cargo test --workspace --no-fail-fast -- --format=terse
  word_build
  step "Check the types of the scripts (TypeScript)" tests/tools/node_modules/.bin/tsc --project tests/tools
  step "Lint for the store (addons-linter)" lint_for_store
  step "Test in Chromium and Firefox, and the editors that sites use" in_browsers
  sum_up
}

setup_test() {
  need_rust_linters
  have shellcheck || need_packages shellcheck
  need_chromium
  need_firefox
  need_editors
}

# Not one remark, be it only a notice.
lint_for_store() {
  local linter=tests/tools/node_modules/.bin/addons-linter
  $linter --warnings-as-errors dist/firefox
  $linter --output json dist/firefox | grep -q '"notices":0' || die "the linter's notices are to be mended too"
}

# counted COMMAND…: runs tests and keeps what they print for the sum at the end.
counted() { "$@" 2>&1 | tee -a "$target_dir/test.log"; }

# Journeys and the matrix of editors at once: a browser mostly waits.
in_browsers() {
  local matrix=0 journeys=0 editors
  cargo test --test browser --test editors --no-run
  counted cargo test --test editors -- --format=terse >"$target_dir/editors.log" &
  editors=$!
  counted cargo test --test browser || journeys=$?
  wait "$editors" || matrix=$?
  cat "$target_dir/editors.log"
  [ "$journeys$matrix" = 00 ]
}

sum_up() {
  sed -n 's/^test result: .* \([0-9]*\) passed; \([0-9]*\) failed.*/\1 \2/p' "$target_dir/test.log" |
    awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed }'
}

# ---- the rest ----

# The matrix of editors and browsers by itself; it is part of `test` too.
word_editors() {
  word_build
  setup_test
  mkdir -p "$target_dir" && : >"$target_dir/test.log"
  step "Test the editors that sites use" counted cargo test --test editors -- --format=terse
}

# Writes docs/benchmarks.md. Nothing else should run on the machine meanwhile.
word_bench() {
  word_build
  need_chromium
  need_peers
  rm -f dist/bench.zip
  step "Pack, for the size" packer zip dist/chromium dist/bench.zip
  step "Compile the benchmarks" cargo build --release --example figures
  step "Measure" "$target_dir/release/examples/figures" "$@"
}

word_score() {
  need_rust
  step "Compile the command line" cargo build --release --bin demur
  step "Score the judgement" "$target_dir/release/demur" score tests/cases
}

# Needs the nightly compiler. What it finds lies in fuzz/artifacts; once mended it belongs into fuzz/cases.
word_fuzz() {
  local target targets="text judgement reply import stored page"
  need_rust
  need_crate cargo-fuzz "$cargo_fuzz_version" cargo-fuzz
  for target in $targets; do
    step "Fuzz $target" cargo +nightly fuzz run "$target" -- -max_total_time="${1:-60}" -max_len=4096 -timeout=20
  done
}

word_audit() {
  need_rust
  need_crate cargo-deny "$cargo_deny_version" cargo-deny
  step "Check licences, sources and doubles (cargo-deny)" cargo deny --all-features check licenses bans sources
  step "Check advisories, if the database can be reached (cargo-deny)" advisories
}

# Without a network there is nothing to compare with; that is said, and is no fault of the tree.
advisories() {
  if curl --silent --head --max-time 10 https://github.com >/dev/null 2>&1; then
    cargo deny check advisories
  else
    say 2 "    the database of advisories cannot be reached from here: not checked"
  fi
}

word_setup() {
  setup_build
  setup_test
  say 2 "Everything is here."
}

trap '[ $? = 0 ] || printf "build.sh: stopped at: %s\n" "$doing" >&2' EXIT
case "$*" in
  "" | -h | --help) word_help ;;
  help | run | "run chromium" | "run firefox" | fuzz | "fuzz "[1-9]* | audit | test | build | package | bench | "bench "[a-z]* | editors | score | pictures | setup) "word_$1" "${@:2}" ;;
  *) word_help >&2 && die "these are not words of mine: $*" ;;
esac
