import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** This process's environment without the settings of another Temporal Service, such as its address and keys. */
function withoutTemporalSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** The environment of a process that must use only the given Temporal Service. */
export function onlyThisTemporal(address: string, namespace: string, folder: string): NodeJS.ProcessEnv {
  // An empty profile replaces the one that the user has for another Temporal Service.
  const profiles = join(folder, 'temporal.toml');
  // In one step: a process that is starting may be reading it.
  const draft = `${profiles}.${process.pid}`;
  writeFileSync(draft, '[profile.default]\n');
  renameSync(draft, profiles);
  return {
    ...withoutTemporalSettings(),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_CONFIG_FILE: profiles,
  };
}
