/** The folder of the compiled processes; found also when this file itself runs uncompiled, as in the tests. */
export const buildFolder = new URL(
  import.meta.url.includes('/dist/local/') ? '../' : '../dist/',
  import.meta.url,
);
