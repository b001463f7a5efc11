// @ts-check
/**
 * Which toolchain scripts/wasm-toolchain.sh takes on which machine. The machines are small: a folder with a rustup, a
 * rustc and an apt-get that say what a real one would say there, and write down what they were asked. That a standard
 * library built from Debian's sources works is proved by every build with WASM_STD=debian.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../scripts/wasm-toolchain.sh", import.meta.url));

/** Prints where its standard libraries are; `rustc +NAME` is another one's. */
const rustc = `case "$1" in +*) echo "$MACHINE/toolchains/\${1#+}" ;; *) echo "$MACHINE/toolchains/stable" ;; esac`;
const downloads = `touch "$MACHINE/toolchains/stable/libstd-1.rlib"`;
const isOffline = `exit 1`;
/** @param {string} addTarget what `rustup target add` does */
const rustupThat = (addTarget) => `case "$1 $2" in
  "show active-toolchain") echo "stable (default)" ;;
  "toolchain link") cp -r "$4/lib/rustlib/wasm32-unknown-unknown/lib" "$MACHINE/toolchains/$3" ;;
  "target add") ${addTarget} ;;
esac`;
const cache =
  "cache/dagster-deploy/dagster-deploy-debian-1.96.0-3/lib/rustlib/wasm32-unknown-unknown/lib/libstd-1.rlib";
const debian = {
  "usr/bin/clippy-driver": "",
  "usr/bin/rustc": "echo 'rustc 1.96.0 (Debian)'",
  "usr/lib/rustlib/src/rust/library/std.rs": "",
};

/**
 * @param {Record<string, string>} files of the machine; those in a bin folder are shell programs
 * @param {Record<string, string>} [env]
 */
function toolchainOn(files, env = {}) {
  const machine = mkdtempSync(join(tmpdir(), "dagster-deploy-toolchain-"));
  try {
    mkdirSync(join(machine, "toolchains/stable"), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(machine, path, ".."), { recursive: true });
      const program = `#!/bin/sh\necho "$(basename "$0") $*" >>"$MACHINE/asked"\n${text}\n`;
      writeFileSync(join(machine, path), /(^|\/)bin\//.test(path) ? program : text, { mode: 0o755 });
    }
    writeFileSync(join(machine, "asked"), "");
    const variables = {
      MACHINE: machine,
      DEBIAN_ROOT: machine,
      XDG_CACHE_HOME: join(machine, "cache"),
      HOME: machine,
      ...env,
    };
    // The script's own tools stay in reach, a real Rust does not.
    const settings = {
      env: { PATH: `${machine}/bin:/usr/bin:/bin`, ...variables },
      encoding: /** @type {const} */ ("utf8"),
    };
    const { status, stdout, stderr } = spawnSync("bash", [script], settings);
    return { status, name: stdout.trim(), stderr, asked: readFileSync(join(machine, "asked"), "utf8") };
  } finally {
    rmSync(machine, { recursive: true });
  }
}

test("without the target rustup is asked to download it", () => {
  const { name, asked } = toolchainOn({ "bin/rustc": rustc, "bin/rustup": rustupThat(downloads) });
  assert.equal(name, "stable");
  assert.match(asked, /^rustup target add wasm32-unknown-unknown$/m);
});

test("when rustup cannot download, the library built from Debian's sources is linked", () => {
  const offline = { "bin/rustc": rustc, "bin/rustup": rustupThat(isOffline), ...debian, [cache]: "" };
  const { name, asked } = toolchainOn(offline);
  assert.equal(name, "dagster-deploy-debian-1.96.0-3");
  assert.match(asked, /^rustup target add/m);
});

test("with WASM_STD=debian rustup is not asked to download anything", () => {
  const machine = { "bin/rustc": rustc, "bin/rustup": rustupThat(downloads), ...debian, [cache]: "" };
  const { name, asked } = toolchainOn(machine, { WASM_STD: "debian" });
  assert.equal(name, "dagster-deploy-debian-1.96.0-3");
  assert.doesNotMatch(asked, /target add/);
});

test("when nothing is left to try, it says what to do by hand", () => {
  const offline = { "bin/rustc": rustc, "bin/rustup": rustupThat(isOffline) };
  const { status, name, stderr } = toolchainOn({
    ...offline,
    "bin/apt-get": "exit 100",
    "bin/sudo": 'shift; exec "$@"',
  });
  assert.equal(status, 1);
  assert.equal(name, "");
  assert.match(
    stderr,
    /could not install rustc-web rust-web-clippy rust-web-src; install the target by hand: rustup target add/,
  );
});
