/**
 * Loaded before everything else: graphql-js and others check far more where this is not set, and decide so when
 * they are loaded.
 */
process.env.NODE_ENV ??= 'production';
