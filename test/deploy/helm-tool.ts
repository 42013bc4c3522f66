import { findGoTool } from './go-tool.js';

/** The helm of this machine, or the pinned release. */
export function findHelm(): Promise<string> {
  return findGoTool({
    name: 'helm',
    source: 'helm.sh/helm/v3/cmd/helm',
    version: '3.22.0',
    probe: ['version'],
  });
}
