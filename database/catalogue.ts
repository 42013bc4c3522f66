/** A shoe of the sample catalogue, with the units that each warehouse starts with. */
export interface SampleProduct {
  readonly sku: string;
  readonly brand: string;
  readonly name: string;
  /** US cents. */
  readonly unitPrice: number;
  readonly stock: { readonly Seattle?: number; readonly Boston?: number };
}

const plenty = { Seattle: 1_000, Boston: 1_000 };
const westOnly = { Seattle: 1_000 };
const eastOnly = { Boston: 1_000 };
/** An order of more than three is shipped from both warehouses. */
const few = { Seattle: 3, Boston: 2 };
const none = { Seattle: 0, Boston: 0 };

/** Some brands are kept in one warehouse only, so that mixed orders are split; Adidas is out of stock everywhere. */
export const catalogue: readonly SampleProduct[] = [
  shoe('ADIDAS-GAZELLE', 'Adidas', 'Gazelle Indoor', 12_000, none),
  shoe('ADIDAS-SAMBA', 'Adidas', 'Samba Classic', 11_000, none),
  shoe('ADIDAS-STAN-SMITH', 'Adidas', 'Stan Smith', 10_000, none),
  shoe('ADIDAS-ULTRABOOST', 'Adidas', 'Ultraboost Light', 19_000, none),
  shoe('ASICS-CUMULUS', 'Asics', 'Gel-Cumulus', 14_000, plenty),
  shoe('ASICS-KAYANO', 'Asics', 'Gel-Kayano', 16_500, westOnly),
  shoe('ASICS-NIMBUS', 'Asics', 'Gel-Nimbus', 16_000, eastOnly),
  shoe('BROOKS-ADRENALINE', 'Brooks', 'Adrenaline GTS', 14_000, plenty),
  shoe('BROOKS-CASCADIA', 'Brooks', 'Cascadia Trail', 14_000, few),
  shoe('BROOKS-GHOST', 'Brooks', 'Ghost', 14_999, westOnly),
  shoe('NEW-BALANCE-574', 'New Balance', '574 Core', 8_999, plenty),
  shoe('NEW-BALANCE-880', 'New Balance', 'Fresh Foam 880', 14_499, eastOnly),
  shoe('NEW-BALANCE-990', 'New Balance', '990 Made in USA', 19_999, few),
  shoe('NIKE-AIR-MAX-90', 'Nike', 'Air Max 90', 13_000, westOnly),
  shoe('NIKE-COURT-VISION', 'Nike', 'Court Vision Low', 7_500, plenty),
  shoe('NIKE-PEGASUS', 'Nike', 'Air Zoom Pegasus', 14_000, plenty),
  shoe('NIKE-VAPORFLY', 'Nike', 'Vaporfly', 26_000, few),
  shoe('PUMA-PALERMO', 'Puma', 'Palermo', 9_000, eastOnly),
  shoe('PUMA-SPEEDCAT', 'Puma', 'Speedcat', 10_500, plenty),
  shoe('PUMA-SUEDE', 'Puma', 'Suede Classic', 7_500, plenty),
];

function shoe(
  sku: string,
  brand: string,
  model: string,
  unitPrice: number,
  stock: SampleProduct['stock'],
): SampleProduct {
  return { sku, brand, name: `${brand} ${model}`, unitPrice, stock };
}
