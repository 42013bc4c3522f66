/** The number of warehouses that the cost of an operation assumes. */
export const MAX_WAREHOUSES = 20;

/** One for each warehouse, and one for what no warehouse has. */
export const MAX_FULFILLMENTS = MAX_WAREHOUSES + 1;

/** An input of 100 items may break several rules in each. */
export const MAX_USER_ERRORS = 400;

/** The length of the longest path into an input. */
export const MAX_PATH = 10;
