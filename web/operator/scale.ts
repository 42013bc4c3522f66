/** A round number at or above the highest value, and round steps up to it. */
export function niceTicks(highest: number, wanted = 4): readonly number[] {
  const rough = Math.max(highest, 1) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const steps = Math.max(1, Math.ceil(Math.max(highest, 1) / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
