/** For shared libraries in unusual places, and the program's own files. */
const needed = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** The part of this process's environment that a third-party program needs: no secrets, and no settings that it would read. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    needed.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
  );
}
