/** The folder of the compiled processes, even if this file itself runs uncompiled, as in tests. */
export const buildFolder = new URL(
  import.meta.url.includes('/dist/local/') ? '../' : '../dist/',
  import.meta.url,
);
