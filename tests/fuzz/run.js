// @ts-check
/**
 * Fuzzes what reads other people's text: the command line, YAML, location files, events, deliveries of webhooks and their
 * signatures, the configuration of the edge and the variables of CI systems, each for 60 s (npm run fuzz, or with seconds
 * and targets: npm run fuzz -- 600 yaml). Needs nightly Rust and a C++ compiler; cargo-fuzz is built into the cache once.
 * The YAML target compares with PyYAML 6.0.3 when python3 has it. Finds are left in tests/fuzz/artifacts.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { resolve } from "../replay/fixtures.js";
import { main, outputOf, root, run, statusOf } from "../../scripts/run.mjs";

const version = "0.13.2";
const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const home = join(cache, "dagster-deploy", `cargo-fuzz-${version}`);
const folder = join(root, "tests", "fuzz");

main(async () => {
  const [seconds = "60", ...targets] = process.argv.slice(2);
  await needNightly();
  await installCargoFuzz();
  const all = ["argv", "yaml", "project", "event", "webhook", "signature", "config", "variables"];
  for (const target of targets.length > 0 ? targets : all) await fuzz(target, seconds);
});

async function needNightly() {
  const works = await outputOf("cargo", ["+nightly", "--version"]).then(
    () => true,
    () => false,
  );
  if (!works)
    throw new Error("cannot fuzz: there is no nightly Rust; install it with rustup toolchain install nightly");
}

async function installCargoFuzz() {
  if (existsSync(join(home, "bin"))) return;
  console.error(`building cargo-fuzz ${version} (about a minute, once) …`);
  const args = ["install", "cargo-fuzz", "--version", `=${version}`, "--locked", "--debug", "--quiet", "--root", home];
  const status = await statusOf("cargo", args);
  if (status !== 0) throw new Error(`cannot fuzz: cargo-fuzz ${version} could not be installed`);
}

/**
 * @param {string} target
 * @param {string} seconds
 */
async function fuzz(target, seconds) {
  // What the fuzzer finds interesting goes to a folder of its own: the committed corpus stays as it is.
  const found = join(folder, "target", "corpus", target);
  mkdirSync(found, { recursive: true });
  if (target === "yaml") writeCases(found);
  if (target === "webhook") writeDeliveries(found);
  const kept = [join(folder, "corpus", target)].filter((path) => existsSync(path));
  const args = ["+nightly", "fuzz", "run", "--fuzz-dir", folder, target, found, ...kept];
  const length = { webhook: 4000, config: 4000, signature: 1000 }[target] ?? 400;
  const limits = ["--", `-max_total_time=${seconds}`, `-max_len=${length}`, "-print_final_stats=1", "-verbosity=0"];
  const env = { PATH: [join(home, "bin"), process.env.PATH].join(delimiter) };
  console.error(`fuzzing ${target} for ${seconds} s …`);
  await run("cargo", [...args, ...limits], { env });
}

/**
 * The texts of the committed cases are good to start from.
 * @param {string} directory
 */
function writeCases(directory) {
  const cases = join(root, "tests", "yaml", "cases");
  const lines = readdirSync(cases).flatMap((name) => readFileSync(join(cases, name), "utf8").split("\n"));
  for (const line of lines.filter(Boolean)) {
    const { yaml } = JSON.parse(line);
    if (yaml.length < 400) writeText(directory, yaml);
  }
}

/**
 * So are the deliveries of the transcripts: the sender, the headers on a line, an empty line, the body.
 * @param {string} directory
 */
function writeDeliveries(directory) {
  const transcripts = join(root, "tests", "transcripts", "webhook");
  for (const name of readdirSync(transcripts)) {
    const { argv, files } = resolve(JSON.parse(readFileSync(join(transcripts, name), "utf8")));
    const words = typeof argv === "string" ? argv.split(" ") : argv;
    /** @param {string} flag */
    const after = (flag) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
    /** @param {string} flag */
    const content = (flag) =>
      [files?.[after(flag)] ?? []]
        .flat()
        .filter((line) => typeof line === "string")
        .join("\n");
    writeText(directory, `${after("--provider")}\n${content("--headers")}\n\n${content("--body")}`);
  }
}

/**
 * @param {string} directory
 * @param {string} text
 */
function writeText(directory, text) {
  writeFileSync(join(directory, createHash("sha1").update(text).digest("hex")), text);
}
