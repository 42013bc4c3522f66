/** For a library of the system that stands elsewhere, and files of the program's own. */
const needed = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** What a program of others needs of this process's environment: neither our secrets nor settings that it would read. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    needed.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
  );
}
