export interface Scale {
  readonly highest: number;
  /** Whether the values are whole numbers. */
  readonly whole: boolean;
}

const wanted = 4;

/** A round number at or above the highest value, and round steps up to it. */
export function niceTicks({ highest, whole }: Scale): readonly number[] {
  const rough = Math.max(highest, 1) / wanted;
  const magnitude = whole ? Math.max(1, powerOfTen(rough)) : powerOfTen(rough);
  const factors = whole ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  const step = (factors.find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const steps = Math.max(1, Math.ceil(Math.max(highest, 1) / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

function powerOfTen(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}
