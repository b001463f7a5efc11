// @ts-check
/** The tables of the edge's bench. Runs nothing. */
import { markdown, spread } from "../statistics.js";

/** @typedef {import("./race.js").Run} Run */
/** @typedef {{ name: string, starts: import("./start.js").Start[] }} Starts */

/** @param {number[]} values @param {number} [digits] */
const range = (values, digits = 0) => {
  const { median, min } = spread(values);
  return `${median.toFixed(digits)} (${min.toFixed(digits)}-${Math.max(...values).toFixed(digits)})`;
};

/** @param {Run[]} runs */
export function loadTable(runs) {
  const head = [
    "contender",
    "CPU µs per delivery: median (range)",
    "with all that follows",
    "deliveries/s",
    "RSS MiB",
    "n",
  ];
  const rows = runs.map(({ name, windows }) => [
    name,
    range(windows.map(({ microseconds }) => microseconds)),
    spread(windows.map(({ effect }) => effect)).median.toFixed(0),
    spread(windows.map(({ perSecond }) => perSecond)).median.toFixed(0),
    spread(windows.map(({ memory }) => memory)).median.toFixed(1),
    String(windows.length),
  ]);
  return markdown(head, rows);
}

/** @param {Starts[]} runs */
export function startTable(runs) {
  const head = ["workerd with", "start to first answer ms: median (range)", "first answer ms", "CPU ms", "n"];
  const rows = runs.map(({ name, starts }) => [
    name,
    range(
      starts.map(({ milliseconds }) => milliseconds),
      1,
    ),
    range(
      starts.map(({ first }) => first),
      1,
    ),
    spread(starts.map(({ cpu }) => cpu)).median.toFixed(0),
    String(starts.length),
  ]);
  return markdown(head, rows);
}

/**
 * The targets with what was measured: a ratio of medians, or milliseconds.
 * @param {import("./contenders.js").Target[]} targets
 * @param {Run[]} runs
 * @param {Starts[]} starts
 */
export function reached(targets, runs, starts) {
  /** @type {(name: string, what: import("./contenders.js").Target["what"]) => number} */
  const median = (name, what) => {
    const { windows } = runs.find((run) => run.name === name) ?? { windows: [] };
    const { starts: seen } = starts.find((run) => run.name === name) ?? { starts: [] };
    const values = {
      cpu: windows.map(({ microseconds }) => microseconds),
      memory: windows.map(({ memory }) => memory),
      start: seen.map(({ milliseconds }) => milliseconds),
      first: seen.map(({ first }) => first),
    };
    return spread(values[what]).median;
  };
  return targets.map((target) => {
    const { of, to, what } = target;
    return { ...target, measured: to === "" ? median(of, what) : median(of, what) / median(to, what) };
  });
}

/** @param {ReturnType<typeof reached>} seen */
export function targetTable(seen) {
  const labels = { cpu: "CPU", memory: "RSS", start: "start to first answer", first: "first answer, ms" };
  return markdown(
    ["of medians", "measured", "target", ""],
    seen.map(({ of, to, what, atMost, measured }) => [
      `${labels[what]}: ${of}${to && ` / ${to}`}`,
      measured.toFixed(to === "" ? 1 : 3),
      `<= ${atMost}`,
      measured <= atMost ? "met" : "NOT met",
    ]),
  );
}
