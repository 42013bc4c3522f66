// A run that is broken off ends its test files at once, and with them every process of their stacks.
process.once('disconnect', () => process.exit(1));
