import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** This process's environment without any setting for a Temporal Service elsewhere: its address, its keys. */
function withoutTemporalSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** The environment of a process that is to use the given Temporal Service and nothing else. */
export function onlyThisTemporal(address: string, namespace: string, folder: string): NodeJS.ProcessEnv {
  // The profile that the user keeps for another Temporal Service is passed by for an empty one.
  const profiles = join(folder, 'temporal.toml');
  writeFileSync(profiles, '[profile.default]\n');
  return {
    ...withoutTemporalSettings(),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_CONFIG_FILE: profiles,
  };
}
