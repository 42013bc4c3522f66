/** The most units of one SKU in one warehouse, free and claimed together: what the database's integer takes. */
export const MAX_STOCK = 2_147_483_647;

/** The most that one unit may cost, in minor units: 100 lines of 10,000 units each stay far below `MAX_AMOUNT`, with tax. */
export const MAX_UNIT_PRICE = 1_000_000_000;

/** The largest sum of money, in minor units: a number holds no larger one exactly. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;
