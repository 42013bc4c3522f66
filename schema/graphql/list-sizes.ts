/** How many warehouses, at the most, the cost of documents is reckoned with. */
export const MAX_WAREHOUSES = 20;

/** One for each warehouse, and one for what none has. */
export const MAX_FULFILLMENTS = MAX_WAREHOUSES + 1;

/** An input of 100 items may break several rules in each. */
export const MAX_USER_ERRORS = 400;

/** The steps of the longest path into an input. */
export const MAX_PATH = 10;
