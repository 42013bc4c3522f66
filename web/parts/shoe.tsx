interface Colours {
  readonly upper: string;
  readonly mark: string;
  readonly sole: string;
}

const colourings: readonly Colours[] = [
  { upper: '#d94f2b', mark: '#ffe3c7', sole: '#fff6e8' },
  { upper: '#1f6f6a', mark: '#f4d35e', sole: '#f3efe4' },
  { upper: '#2c4fae', mark: '#f3efe4', sole: '#ffd9c9' },
  { upper: '#e8b23a', mark: '#3a2a12', sole: '#fffaf0' },
  { upper: '#7a3b78', mark: '#ffc9b5', sole: '#f6ecf5' },
  { upper: '#3b3a36', mark: '#ff8a5c', sole: '#efe9db' },
  { upper: '#5d8f4e', mark: '#fff6e0', sole: '#efe3c8' },
  { upper: '#efe8d8', mark: '#c2411c', sole: '#b9ad94' },
];

const marks: readonly string[] = [
  'M56 47 66 31M64 49 74 34M72 50 82 37',
  'M42 45c12 6 28 2 44-9',
  'M52 46 58 28 70 46 76 34',
  'M46 36c10 12 26 12 38 8M46 42c10 10 24 10 36 6',
];

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value % 9_973;
}

/** A drawing of a shoe: one mark for a brand, one colouring for a model. */
export function Shoe({ sku }: { readonly sku: string }) {
  const brand = sku.split('-')[0] ?? sku;
  const { upper, mark, sole } = colourings[(hash(sku) >>> 5) % colourings.length] as Colours;
  return (
    <svg className="shoe" viewBox="0 0 128 72" aria-hidden="true">
      <path
        d="M12 50C11 36 15 24 15 12c7-4 17-4 23 0 2 8 9 14 18 15l24 11c13 5 31 4 35 15v3H12Z"
        fill={upper}
        stroke="#1d1b16"
        strokeOpacity=".25"
      />
      <path d="M15 14c6 4 16 4 22-1" stroke={mark} strokeWidth="3" fill="none" strokeLinecap="round" />
      <path
        d="m45 27 9-6M53 30l9-6M61 34l8-6"
        stroke={sole}
        strokeWidth="2.6"
        fill="none"
        strokeLinecap="round"
      />
      <path
        d={marks[hash(brand) % marks.length]}
        stroke={mark}
        strokeWidth="4"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M9 53h107c3 0 4 4 2 8-2 3-6 4-12 4H22c-8 0-13-4-13-12Z"
        fill={sole}
        stroke="#1d1b16"
        strokeOpacity=".35"
      />
    </svg>
  );
}
