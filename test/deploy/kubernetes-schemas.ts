import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Manifest } from './manifests.js';

const packages: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The module that has the class of a kind, with its schema and its type. */
function moduleOf({ apiVersion, kind }: Manifest): string {
  const [group = ''] = apiVersion.split('/');
  return `${packages[group] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
}

/** Throws what the schema of its kind finds wrong: a field that is missing, of another type, or out of its values. */
export async function validateBySchema(manifest: Manifest): Promise<void> {
  const exported = (await import(moduleOf(manifest))) as {
    readonly [kind: string]: new (object: Manifest) => { validate(): void };
  };
  const Kind = exported[manifest.kind];
  if (Kind === undefined) throw new Error(`there is no schema of ${manifest.apiVersion} ${manifest.kind}`);
  new Kind(manifest).validate();
}

/**
 * What the compiler finds wrong: above all a field that the kind does not have, which a schema lets pass and Kubernetes
 * drops without a word.
 */
export async function validateByType(manifests: readonly Manifest[]): Promise<string> {
  const folder = `${project}/node_modules/.cache/manifests-${process.pid}`;
  const lines = manifests.flatMap((manifest, index) => {
    const { apiVersion: _apiVersion, kind, ...fields } = manifest;
    return [
      `import { ${kind} as Kind${index} } from '${moduleOf(manifest)}';`,
      `new Kind${index}(${JSON.stringify(fields, null, 2)});`,
    ];
  });
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(`${folder}/manifests.ts`, lines.join('\n'));
    const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--types', ''];
    const modules = ['--target', 'es2023', '--module', 'nodenext'];
    const tsc = `${project}/node_modules/.bin/tsc`;
    await promisify(execFile)(tsc, [...options, ...modules, `${folder}/manifests.ts`]);
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout || String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
