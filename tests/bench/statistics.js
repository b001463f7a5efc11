// @ts-check
/** What the rounds come to: medians, minima, ratios and the tables. Runs nothing. */

/** @typedef {{ cpuMilliseconds: number, wallMilliseconds: number, peakBytes: number }} Cost */
/** @typedef {{ median: number, min: number }} Spread */
/** @typedef {{ name: string, rounds: number, cpu: Spread, wall: Spread, peak: Spread }} Row CPU and wall in ms, peak in MiB */
/**
 * @typedef {{ of: string, to: string, what: "cpu" | "peak" | "added cpu", atMost: number }} Target the
 * ratio of two medians, or for `added cpu` how many milliseconds one is above the other
 */

/** @param {number[]} values @returns {Spread} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0] };
}

/** @param {string} name @param {Cost[]} costs @returns {Row} */
export function summary(name, costs) {
  return {
    name,
    rounds: costs.length,
    cpu: spread(costs.map((cost) => cost.cpuMilliseconds)),
    wall: spread(costs.map((cost) => cost.wallMilliseconds)),
    peak: spread(costs.map((cost) => cost.peakBytes / 2 ** 20)),
  };
}

/**
 * The targets whose both sides were measured, with the ratio or the difference of the medians.
 * @param {Row[]} rows
 * @param {Target[]} targets
 */
export function ratios(rows, targets) {
  const named = new Map(rows.map((row) => [row.name, row]));
  return targets.flatMap((target) => {
    const [one, other] = [named.get(target.of), named.get(target.to)];
    if (!one || !other) return [];
    const [median, base] =
      target.what === "peak" ? [one.peak.median, other.peak.median] : [one.cpu.median, other.cpu.median];
    return [{ ...target, ratio: target.what === "added cpu" ? median - base : median / base }];
  });
}

/**
 * @param {Row[]} rows
 * @param {number} floor in MiB: what the measurer itself weighs, below which no peak can be seen
 */
export function costTable(rows, floor) {
  const peak = (/** @type {number} */ mebibytes) => `${mebibytes <= floor + 0.5 ? "< " : ""}${mebibytes.toFixed(1)}`;
  return markdown(
    ["contender", "CPU median (min) ms", "wall median ms", "peak RSS median MiB", "n"],
    rows.map(({ name, cpu, wall, peak: { median }, rounds }) => {
      return [
        name,
        `${cpu.median.toFixed(1)} (${cpu.min.toFixed(1)})`,
        wall.median.toFixed(1),
        peak(median),
        String(rounds),
      ];
    }),
  );
}

/** @param {ReturnType<typeof ratios>} seen */
export function targetTable(seen) {
  return markdown(
    ["of medians", "measured", "target", ""],
    seen.map(({ of, to, what, atMost, ratio }) => {
      return [
        { cpu: `CPU: ${of} / ${to}`, peak: `peak RSS: ${of} / ${to}`, "added cpu": `CPU, ms: ${of} - ${to}` }[what],
        ratio.toFixed(3),
        `<= ${atMost}`,
        ratio <= atMost ? "met" : "NOT met",
      ];
    }),
  );
}

/** @param {string[]} head @param {string[][]} rows */
export function markdown(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
