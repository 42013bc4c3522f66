/** The most units of one SKU in one warehouse, available and reserved together: the largest integer of the database. */
export const MAX_STOCK = 2_147_483_647;

/** The highest price of one unit, in minor units: 100 lines of 10,000 units, with tax, stay below `MAX_AMOUNT`. */
export const MAX_UNIT_PRICE = 1_000_000_000;

/** The largest amount of money, in minor units: JavaScript holds no larger number exactly. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;
