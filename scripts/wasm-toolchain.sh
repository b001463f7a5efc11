#!/usr/bin/env bash
# Print the name of a rustup toolchain that can build for wasm32-unknown-unknown; get one if there is none.
#
#     export RUSTUP_TOOLCHAIN=$(scripts/wasm-toolchain.sh)
#
# Prints an empty line if there is no rustup and the only rustc can build for it. It does not touch the default
# toolchain, and writes outside its own cache only through apt (WASM_STD=debian: never ask rustup to download).
# Tried in this order, because each costs more than the one before it:
#   1. a toolchain that has the target already: the active one, or the one that step 3 built earlier
#   2. rustup's own download
#   3. Debian's rustc, its lints and the sources of its standard library (rustc-web, rust-web-clippy, rust-web-src), built once
#      and linked under a name that carries Debian's version, so that an upgrade builds anew instead of mixing
set -euo pipefail

target=wasm32-unknown-unknown
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dagster-deploy
debian=${DEBIAN_ROOT:-} # tests put another root here
debian_rustc=$debian/usr/bin/rustc
debian_clippy=$debian/usr/bin/clippy-driver
recipe=3 # counts the changes of build_std, so that a change of it builds anew
debian_library=$debian/usr/lib/rustlib/src/rust/library

say() { echo "wasm-toolchain: $*" >&2; }
fail() { say "$*"; exit 1; }

# Succeeds if `rustc ARGUMENTS` has a standard library for the target.
has_std() { compgen -G "$(rustc "$@" --print target-libdir --target $target 2>/dev/null)/libstd-*.rlib" >/dev/null; }

# Prints the toolchain that rustup would use here, or nothing if rustc is not from rustup.
active() { rustup show active-toolchain 2>/dev/null | cut -d' ' -f1; }

# Prints the name of the toolchain of step 3, which has Debian's version in it, or nothing if Debian's rustc is not installed.
debian_name() {
  [ -x "$debian_rustc" ] && [ -x "$debian_clippy" ] && [ -d "$debian_library" ] || return 0
  echo "dagster-deploy-debian-$("$debian_rustc" --version | cut -d' ' -f2)-$recipe"
}

# A download that hangs must not hang the build; macOS has no `timeout`.
limited() { if command -v timeout >/dev/null; then timeout 120 "$@"; else "$@"; fi; }

use_installed() {
  if has_std; then active || true; exit; fi
  local built; built=$(debian_name)
  if [ -n "$built" ] && command -v rustup >/dev/null && has_std "+$built"; then echo "$built"; exit; fi
}

use_rustup() {
  [ "${WASM_STD:-}" != debian ] && command -v rustup >/dev/null || return 0
  say "$target is not installed; asking rustup for it"
  if RUST_BACKTRACE=0 limited rustup target add $target >&2 && has_std; then active; exit; fi
}

install_debian_packages() {
  [ -z "$(debian_name)" ] || return 0
  local packages="rustc-web rust-web-clippy rust-web-src"
  local hint="install the target by hand: rustup target add $target"
  command -v apt-get >/dev/null || fail "rustup could not download $target and this is no Debian; $hint"
  local root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "Debian's $packages are needed and there is no sudo; $hint"
    root="sudo"; [ -t 0 ] || root="sudo -n" # never wait for a password that nobody can type
  fi
  { $root apt-get update -q && $root apt-get install -qy --no-install-recommends $packages; } >&2 ||
    fail "apt-get could not install $packages; $hint"
  [ -n "$(debian_name)" ] || fail "rust-web-src left no sources at $debian_library; $hint"
}

# Build std in a directory of its own, then put it in place in one rename: a run that dies halfway leaves nothing.
build_std() {
  local directory=$1 toolchain=$2 host sysroot build tool
  host=$("$debian_rustc" -vV | sed -n 's/^host: //p')
  sysroot=$(rustc "+$toolchain" --print sysroot)
  build=$(mktemp -d "$cache/building.XXXXXX")
  # shellcheck disable=SC2064 # expanded now: the variable is gone when the trap runs
  trap "rm -rf '$build'" EXIT
  mkdir -p "$build/empty/src" "$build"/std/{bin,lib/rustlib/{$host/bin,$target/lib}}
  echo '#![no_std]' >"$build/empty/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$build/empty/Cargo.toml"
  # `test` is built too, or `cargo test --target wasm32…` has no libtest.
  # Panic messages carry paths: the module must not tell where its builder keeps his crates. Bitcode: rustup's std has
  # it too, and without it there is no link-time optimisation. Size: what the module takes from std is seldom run.
  (cd "$build/empty" && env -u CARGO_BUILD_TARGET RUSTUP_TOOLCHAIN="$toolchain" RUSTC="$debian_rustc" RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_DIR="$build/target" CARGO_PROFILE_RELEASE_OPT_LEVEL=s \
    CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"$'\x1f'"-Cembed-bitcode=yes" \
    cargo build -q --release -Z build-std=std,panic_abort,test --target $target >&2) ||
    fail "Debian's standard library did not build; see the messages above"
  rm "$build"/target/$target/release/deps/libempty-*
  cp "$build"/target/$target/release/deps/lib*.r{lib,meta} "$build/std/lib/rustlib/$target/lib"
  # Host programs (build scripts, macros) need the host's std; the linker and cargo are the active toolchain's:
  # without bin/cargo rustup takes some other toolchain's, without bin/rustdoc doctests crash in another's.
  ln -s "$debian/usr/lib/rustlib/$host/lib" "$build/std/lib/rustlib/$host/lib"
  ln -s "$sysroot/lib/rustlib/$host/bin/rust-lld" "$build/std/lib/rustlib/$host/bin/rust-lld"
  ln -s "$sysroot/bin/cargo" "$build/std/bin/cargo"
  for tool in rustc rustdoc; do
    printf '#!/bin/sh\nexec "%s/usr/bin/%s" --sysroot "%s" "$@"\n' "$debian" $tool "$directory" >"$build/std/bin/$tool"
    chmod +x "$build/std/bin/$tool"
  done
  # The lints are of the same version as the compiler. cargo-clippy is a copy: it runs the clippy-driver beside itself.
  cp "$debian/usr/bin/cargo-clippy" "$build/std/bin/cargo-clippy"
  printf '#!/bin/sh\nSYSROOT="%s" exec "%s" "$@"\n' "$directory" "$debian_clippy" >"$build/std/bin/clippy-driver"
  chmod +x "$build/std/bin/clippy-driver"
  rm -rf "$directory"
  mv "$build/std" "$directory"
}

use_debian() {
  local name directory toolchain
  command -v rustup >/dev/null || fail "there is no rustup to link a toolchain with; install rustup or a rustc with $target"
  toolchain=$(active) # before anything is linked: the one whose cargo and linker are borrowed
  mkdir -p "$cache"
  # Two runs at once: the second waits, then finds what the first one built.
  # Whoever holds the lock builds alone: what lies half-built there is a killed run's.
  if command -v flock >/dev/null; then
    exec 9>"$cache/wasm-toolchain.lock"
    flock 9
    rm -rf "$cache"/building.*
  fi
  install_debian_packages
  name=$(debian_name)
  directory=$cache/$name
  if ! has_std "+$name"; then
    if ! compgen -G "$directory/lib/rustlib/$target/lib/libstd-*.rlib" >/dev/null; then
      say "building $target's standard library from Debian's sources (about a minute, once)"
      build_std "$directory" "$toolchain"
    fi
    rustup toolchain link "$name" "$directory" >&2
  fi
  has_std "+$name" || fail "toolchain $name was built in $directory and does not work; remove it and try again"
  echo "$name"
}

command -v rustc >/dev/null || fail "there is no Rust here; install it with rustup (https://rustup.rs)"
use_installed
use_rustup
use_debian
