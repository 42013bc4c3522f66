/** So many orders come first, as in a process that has run for a while: V8 compiles what it runs often, which takes some hundred. */
export const WARM_UP = 600;
