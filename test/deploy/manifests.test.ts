import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { settingsTable } from '../../runtime/settings/settings.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { composeServices } from './compose-services.js';
import { validateBySchema, validateByType } from './kubernetes-schemas.js';
import type { Manifest } from './manifests.js';
import { renderedManifests, valueSets } from './manifests.js';

interface EnvironmentVariable {
  readonly name: string;
  readonly valueFrom?: { readonly secretKeyRef?: object };
}

const secrets: ReadonlySet<string> = new Set(
  settingsTable.flatMap(([name, { secret }]) => (secret ? [name] : [])),
);

const project = fileURLToPath(new URL('../..', import.meta.url));
const sourceOf = (script: string) => project + script.replace(/^dist\//, '').replace(/\.js$/, '.ts');

test('a field of a wrong type, and one that the kind does not have, are found', async () => {
  const labels = { app: 'a' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'a', imagePullPolice: 'Always' }] } };
  const spec = { replicas: 'two', selector: { matchLabels: labels }, template };
  const faulty: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec };
  await expect(validateBySchema(faulty)).rejects.toThrow('replicas must be integer');
  expect(await validateByType([faulty])).toContain('imagePullPolice');
});

describe.each(valueSets)('the objects of the values %s', (valueSet) => {
  const manifests = renderedManifests(valueSet);
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const deployments = ofKind('Deployment');
  const pods = [...deployments, ...ofKind('Job')].map(({ spec }) => spec.template);

  test('fit the schemas of Kubernetes, KEDA and the Prometheus operator', async () => {
    for (const manifest of manifests) await validateBySchema(manifest);
    expect(await validateByType(manifests)).toBe('');
  });

  test('each exist once, with a deployment for the API and one for each task queue', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    const components = deployments.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/component']);
    expect(components.sort()).toEqual(['api', ...taskQueues.map((queue) => `${queue}-worker`)].sort());
  });

  test('select only existing pods, and scale only existing deployments', () => {
    const selectors = manifests.flatMap(({ kind, spec }) => {
      if (kind === 'Service') return [spec.selector];
      return [spec.selector?.matchLabels, spec.podSelector?.matchLabels].filter(Boolean);
    });
    for (const selector of selectors) {
      const selected = [...pods, ...ofKind('Service')].filter((pod) =>
        Object.entries(selector).every(([name, value]) => pod.metadata.labels[name] === value),
      );
      expect(selected, JSON.stringify(selector)).not.toEqual([]);
    }
    const scaled = manifests.flatMap(({ spec }) => spec.scaleTargetRef?.name ?? []);
    const names = deployments.map(({ metadata }) => metadata.name);
    expect(names).toEqual(expect.arrayContaining(scaled));
    expect(ofKind('PodDisruptionBudget')).toHaveLength(deployments.length);
  });

  test('read health and metrics of pods at ports that no service exposes', () => {
    for (const { spec } of deployments) {
      const { ports, startupProbe, livenessProbe, readinessProbe } = spec.template.spec.containers[0];
      const names = ports.map(({ name }: { readonly name: string }) => name);
      for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
        expect(names).toContain(httpGet.port);
        expect(httpGet.port).not.toBe('http');
      }
    }
    for (const { spec } of ofKind('PodMonitor')) expect(spec.podMetricsEndpoints[0].port).not.toBe('http');
    const targets = ofKind('Service').flatMap(({ spec }) => spec.ports);
    expect(targets.map(({ targetPort }) => targetPort)).toEqual(['http']);
  });

  test('never scale to zero', () => {
    for (const { spec } of ofKind('ScaledObject')) expect(spec.minReplicaCount).toBeGreaterThan(0);
    for (const { spec } of ofKind('HorizontalPodAutoscaler')) expect(spec.minReplicas).toBeGreaterThan(0);
  });

  test('run existing scripts, without root, on a read-only file system, and show no secret in the clear', () => {
    for (const { spec } of pods) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true },
      });
      for (const { args, env, securityContext } of spec.containers) {
        expect(existsSync(sourceOf(args[0])), args[0]).toBe(true);
        expect(securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        });
        for (const { name, value } of env) {
          expect([name, value]).not.toEqual([
            expect.toSatisfy((each) => secrets.has(each)),
            expect.any(String),
          ]);
        }
      }
    }
  });
});

test('every secret setting comes from a secret in some example, at each process that reads it', () => {
  const given = valueSets.flatMap((valueSet) =>
    renderedManifests(valueSet)
      .filter(({ kind }) => kind === 'Deployment')
      .flatMap(({ metadata, spec }) => {
        const process = metadata.name.endsWith('-api') ? 'API' : 'worker';
        const references = spec.template.spec.containers[0].env as readonly EnvironmentVariable[];
        return references.flatMap(({ name, valueFrom }) =>
          valueFrom?.secretKeyRef ? [`${process} ${name}`] : [],
        );
      }),
  );
  const read = settingsTable.flatMap(([name, { secret, readBy }]) =>
    secret
      ? readBy.filter((kind) => kind === 'API' || kind === 'worker').map((kind) => `${kind} ${name}`)
      : [],
  );
  expect(read).toContain('worker ENCRYPTION_KEYS');
  expect(new Set(given)).toEqual(new Set(read));
});

test('the compose file runs existing scripts, including a worker for each task queue', () => {
  const ours = Object.values(composeServices()).filter(({ image }) => image === 'order-management');
  const commands = ours.map(({ command = ['dist/src/main.js'] }) => command);
  for (const [script = ''] of commands) expect(existsSync(sourceOf(script)), script).toBe(true);
  const queues = commands.filter((words) => words.includes('--queues')).map((words) => words.at(-1));
  expect(queues.sort()).toEqual([...taskQueues].sort());
});
