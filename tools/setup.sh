# shellcheck shell=bash
# What the steps of build.sh need, and how to get it. Read by build.sh; does nothing by itself.
#
# Every `need_…` function looks first and acts only on what is missing, so a second run costs nothing.
# Programs that take minutes to compile are kept for this user, outside target/, in a folder for each version.

tools_dir=${XDG_CACHE_HOME:-$HOME/.cache}/demur/tools
wasm_target=wasm32-unknown-unknown
geckodriver_version=0.37.1
cargo_fuzz_version=0.13.2
cargo_deny_version=0.20.2
node_version=22.23.3 # where there is none that is new enough

# ---- Speaking ----

doing="looking for what is needed"

say() { if [ -t 1 ]; then printf '\e[%sm%s\e[0m\n' "$1" "$2"; else printf '%s\n' "$2"; fi; }
die() {
  trap - EXIT
  printf 'build.sh: %s\n' "$@" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# step WHAT COMMAND…: says what it does, does it, says how long it took.
step() {
  doing=$1
  local since=$SECONDS
  shift
  say '1;36' "==> $doing"
  "$@"
  since=$((SECONDS - since))
  if [ $since -ge 60 ]; then
    say 2 "    took $((since / 60)) min $((since % 60)) s"
  elif [ $since -gt 0 ]; then
    say 2 "    took $since s"
  fi
}

# cargo speaks only to a person who watches it.
[ -t 2 ] || export CARGO_TERM_QUIET=true

# ---- Debian's packages ----

# need_packages NAME…: installs what is missing: as root, through sudo, or by asking the person to.
need_packages() {
  local name missing=()
  for name; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q '^install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! have apt-get; then
    die "please install ${missing[*]} (so called in Debian; the name may differ here), then run this again"
  elif [ "$(id -u)" = 0 ]; then
    step "Install ${missing[*]} (apt)" apt_install env "${missing[@]}"
  elif have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    step "Install ${missing[*]} (apt, through sudo)" apt_install "sudo env" "${missing[@]}"
  else
    die "please run this as root, then run me again: apt-get install ${missing[*]}"
  fi
}

# apt_install ENV NAME…: never removes a package to make room for another, which is for the person to decide.
apt_install() {
  local apt="$1 DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"
  shift
  if [ -z "${apt_lists_read:-}" ]; then $apt update && apt_lists_read=yes; fi
  $apt install -y --no-remove --no-install-recommends "$@" >/dev/null || die "apt could not install $*; see above"
}

# ---- Rust, for this machine and for the browser ----

# Any Rust that is new enough will do; Debian's where there is none.
need_rust() {
  local least
  if ! have cargo && have apt-get; then (need_packages rustc-web cargo-web) || true; fi
  have cargo || die "Rust is missing: install it from https://rustup.rs"
  have cc || need_packages gcc libc6-dev
  least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  printf '%s\n' "$least" "$(rustc --version | cut -d ' ' -f 2)" | sort -C -V ||
    die "$(rustc --version) is too old, Demur needs $least or later: rustup update stable, or https://rustup.rs"
}

need_rust_linters() {
  if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then
    :
  elif have rustup; then
    step "Install rustfmt and clippy (rustup)" rustup component add rustfmt clippy
  else
    need_packages rustfmt-web rust-web-clippy
  fi
  if [ "$wasm_rust" = debian ]; then need_packages rust-web-clippy; fi
}

# Finds a way to compile for the browser, and sets wasm_rust to "source" (the library of Rust is compiled along with
# the engine, which makes it much smaller), "ready" (where its source is not to be had) or "debian" (Debian's source).
need_wasm_target() {
  wasm_rust=source
  if rust_knows_wasm; then return; fi
  if ! debian_knows_wasm; then
    if have rustup; then step "Add Rust's WebAssembly target (rustup)" rustup target add "$wasm_target" || true; fi
    if rust_knows_wasm; then return; fi
    have apt-get || die "Rust cannot compile for the browser yet: rustup target add $wasm_target"
    need_packages rustc-web cargo-web rust-web-src rust-web-llvm
    need_packages "$(readlink /usr/bin/rust-lld)"
    debian_knows_wasm || die "neither rustup nor Debian's rustc-web brought the target $wasm_target"
  fi
  wasm_rust=debian
}

rust_knows_wasm() {
  [ -d "$(rustc --print target-libdir --target "$wasm_target")" ] || return 1
  if ! rust_has_source && have rustup; then step "Add the source of Rust's library (rustup)" rustup component add rust-src || true; fi
  if ! rust_has_source; then wasm_rust=ready; fi
}

rust_has_source() { [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std" ]; }

# Debian has no library ready for the target, but the source of it, which matches its compiler. Its linker is
# a link into another package.
debian_knows_wasm() {
  [ -x /usr/bin/cargo ] && [ -d /usr/lib/rustlib/src/rust/library/std ] && [ -x "$(readlink -f /usr/bin/rust-lld)" ]
}

# wasm_cargo VERB OPTION…: cargo for the browser. What it builds does not hold the paths of this machine.
wasm_cargo() {
  local verb=$1 from=--remap-path-prefix flags with=() build_std=()
  shift
  if [ "$wasm_rust" = debian ]; then with=("PATH=/usr/bin:$PATH"); fi
  flags=("$from=${CARGO_HOME:-$HOME/.cargo}=cargo" "$from=$PWD=demur")
  flags+=("$from=$(env ${with[@]+"${with[@]}"} rustc --print sysroot)/lib/rustlib/src/rust=rust")
  if [ "$wasm_rust" != ready ]; then
    # For size, and without words for panics, which nobody would see.
    with+=("RUSTC_BOOTSTRAP=1")
    build_std=("-Zbuild-std=std" "-Zbuild-std-features=optimize_for_size")
    flags+=("-Zunstable-options" "-Cpanic=immediate-abort")
  fi
  with+=("CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f' && echo "${flags[*]}")")
  env "${with[@]}" cargo "$verb" --target "$wasm_target" ${build_std[@]+"${build_std[@]}"} "$@"
}

# ---- Programs that are compiled once for this user ----

# need_crate CRATE VERSION PROGRAM: the program on PATH if it is of this version, else our own.
need_crate() {
  local dir=$tools_dir/$1-$2
  if [ ! -x "$dir/bin/$3" ]; then
    if have "$3" && "$3" --version | head -n 1 | grep -qwF "$2"; then return; fi
    step "Compile $1 $2, once for this user (some minutes)" install_crate "$1" "$2" "$dir"
  fi
  PATH=$dir/bin:$PATH
}

# With the dependencies its authors tested, or, where the registry no longer has them all, what fits.
install_crate() {
  local install=(env -u CARGO_TARGET_DIR cargo install --root "$3" "$1" --version "=$2")
  if "${install[@]}" --locked; then return; fi
  say 2 "    trying again, with dependencies of other versions"
  "${install[@]}" || die "$1 $2 could not be compiled; see above"
}

# The version of a crate that Cargo.lock names.
locked() { sed -n "/^name = \"$1\"\$/{n;s/^version = \"\(.*\)\"/\1/p;}" Cargo.lock; }

# ---- Node.js, and programs from npm ----

need_node() {
  local dir=$tools_dir/node-$node_version
  if ! have npm && have apt-get; then (need_packages nodejs npm) || true; fi
  have npm || die "Node.js is missing: install version 20 or later from https://nodejs.org"
  if [ "$(node --version | tr -d v | cut -d . -f 1)" -ge 20 ]; then return; fi
  if [ ! -d "$dir" ]; then
    step "Fetch Node.js $node_version, for $(node --version) is too old (npm)" fill "$dir" fetch_node
  fi
  PATH=$dir/node_modules/.bin:$PATH
}

need_node_tools() { need_npm tests/tools "wasm-opt, TypeScript and the linters"; }

need_editors() { need_npm tests/tools/editors "the editors that sites use, for the matrix"; }

need_peers() { need_npm benches/peers "what the engine is measured beside"; }

# need_npm FOLDER WHAT: one folder for each package-lock.json, and a link to it where Node looks.
need_npm() {
  local dir
  need_node
  dir=$tools_dir/npm-$(cksum <"$1/package-lock.json" | cut -d ' ' -f 1)
  lists=$1
  if [ ! -d "$dir" ]; then step "Fetch $2 (npm)" fill "$dir" fetch_packages; fi
  if [ "$(readlink "$1/node_modules")" != "$dir/node_modules" ]; then
    rm -rf "$1/node_modules"
    ln -s "$dir/node_modules" "$1/node_modules"
  fi
}

# fill FOLDER COMMAND: has the command fill a folder, which gets its name only when all is there.
fill() {
  rm -rf "$1.part"
  mkdir -p "$1.part"
  "$2" "$1.part"
  mv "$1.part" "$1"
}

npm_quietly() { npm --no-audit --no-fund --loglevel=error "$@" >/dev/null; }

fetch_node() { npm_quietly install --prefix "$1" "node@$node_version"; }

fetch_packages() {
  cp "$lists"/package*.json "$1"
  npm_quietly ci --prefix "$1" --ignore-scripts
}

# ---- Browsers and their drivers ----

# need_chromium, need_firefox: the browser, in CHROMIUM or FIREFOX, and the program that drives it.
need_chromium() {
  if [ -z "${CHROMIUM:-}" ]; then
    if ! find_chromium || ! have chromedriver; then need_packages chromium chromium-sandbox chromium-driver; fi
    find_chromium || die "no Chromium was found: install it, or set CHROMIUM to its program"
  fi
  have chromedriver || die "chromedriver is missing: install the one that came out with $CHROMIUM"
  export CHROMIUM
}

# Google Chrome won't do: it takes no extension from the command line.
find_chromium() {
  CHROMIUM=$(first_of chromium chromium-browser "/Applications/Chromium.app/Contents/MacOS/Chromium")
}

need_firefox() {
  if [ -z "${FIREFOX:-}" ]; then
    if ! find_firefox; then need_packages firefox-esr; fi
    find_firefox || die "no Firefox was found: install it, or set FIREFOX to its program"
  fi
  need_crate geckodriver "$geckodriver_version" geckodriver
  export FIREFOX
}

find_firefox() {
  FIREFOX=$(first_of firefox-esr firefox "/Applications/Firefox.app/Contents/MacOS/firefox")
}

# first_of PROGRAM…: the path of the first that is here.
first_of() {
  local program
  for program; do if command -v "$program"; then return; fi; done
  return 1
}
