import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes object, as helm renders it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own, which its schema checks.
  readonly spec: any;
}

export const chartFolder = fileURLToPath(new URL('../../deploy/helm/order-management', import.meta.url));
export const valuesFolder = fileURLToPath(new URL('../../deploy/helm/values', import.meta.url));
const renderedFolder = fileURLToPath(new URL('../../deploy/helm/rendered', import.meta.url));

/** The names of the sets of values that the chart is tried with. */
export const valueSets = readdirSync(valuesFolder).map((file) => file.replace(/\.yaml$/, ''));

/** The committed file with the manifests that the chart renders from a set of values. */
export function renderedFile(valueSet: string): string {
  return `${renderedFolder}/${valueSet}.yaml`;
}

/** The committed objects that the chart renders from a set of values. */
export function renderedManifests(valueSet: string): readonly Manifest[] {
  const text = readFileSync(renderedFile(valueSet), 'utf8');
  return parseAllDocuments(text, { merge: true })
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}
