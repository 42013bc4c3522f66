import { taskQueues } from '../../schema/contract/task-queues.js';
import type { Format } from './formats.js';
import {
  duration,
  durationOrOff,
  file,
  flag,
  folder,
  hostNames,
  oneOf,
  origins,
  port,
  postgresUrl,
  secretKeys,
  someOf,
  text,
  trustedUrl,
  webUrl,
  wholeNumber,
} from './formats.js';

import { limitSettings } from './limit-settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The processes that read settings. The launcher reads all of them, for those that it starts. */
export type ProcessKind = 'API' | 'worker' | 'codec server' | 'migrate, seed' | 'launcher';

/** One setting: an environment variable, or, when its name begins with `--`, an argument of the process. */
export interface Setting extends Format<unknown> {
  readonly meaning: string;
  readonly readBy: readonly ProcessKind[];
  /** The processes that cannot start without it. */
  readonly neededBy?: readonly ProcessKind[];
  /** The value when it is not set, as one would set it. */
  readonly fallback?: string;
  /** What happens when it is not set and has no default value. */
  readonly otherwise?: string;
  /** Never shown. Its value may also come from a file: the variable with the suffix `_FILE` names it. */
  readonly secret?: true;
  /** Not for users. */
  readonly internal?: true;
}

/**
 * Set to `true` by what embeds the API for one developer, never by hand: everybody who reaches it may then do
 * everything. Its own name, so that no other program's setting turns authentication off.
 */
export const EMBEDDED_SWITCH = 'ORDER_MANAGEMENT_EMBEDDED';

const temporal = { ...text, readBy: ['API', 'worker'] } as const;

/** Every setting. A new one needs only an entry here: the reader, `npm run settings` and docs/operations.md follow. */
const settings = {
  HOST: { ...text, meaning: 'the address where it listens', readBy: ['API'], fallback: '127.0.0.1' },
  PORT: { ...port, meaning: 'the port where it listens', readBy: ['API'], fallback: '4000' },
  PROBES_HOST: {
    ...text,
    meaning: 'the address where its `/healthz`, `/readyz` and `/metrics` are served, at PROBES_PORT',
    readBy: ['API'],
    fallback: '127.0.0.1',
  },
  PROBES_PORT: {
    ...wholeNumber(1, 65_535, 'a port'),
    meaning: 'the port of the probes and metrics, which PORT then does not serve',
    readBy: ['API'],
    otherwise: 'embedded: PORT, else not served',
  },
  ALLOWED_HOSTS: {
    ...hostNames,
    meaning: "the host names it answers to, besides this machine's own names and IP addresses",
    readBy: ['API', 'codec server'],
    otherwise: 'embedded: none, else any',
  },
  ALLOWED_ORIGINS: {
    ...origins,
    meaning: 'the origins of pages on other servers that may call it',
    readBy: ['API'],
    otherwise: 'none',
  },
  EXPLORABLE: {
    ...flag,
    meaning:
      'whether the schema is shown: introspection, names that an error suggests, the Playground, the docs',
    readBy: ['API'],
    otherwise: 'embedded: `true`, else `false`',
  },
  TRUSTED_DOCUMENTS: {
    ...file,
    meaning: "a manifest of documents that clients may name by their id, beside the web app's own",
    readBy: ['API'],
    otherwise: 'none',
  },
  ONLY_TRUSTED_DOCUMENTS: {
    ...flag,
    meaning: 'whether all other documents are refused',
    readBy: ['API'],
    fallback: 'false',
  },
  AUTH_SECRET: {
    ...text,
    meaning: 'the secret that tokens are signed with (HS256), at least 32 random bytes',
    readBy: ['API', 'codec server'],
    otherwise: 'embedded: no authentication',
    secret: true,
  },
  AUTH_SECRET_PREVIOUS: {
    ...text,
    meaning: 'the previous AUTH_SECRET: tokens signed with it are still accepted',
    readBy: ['API', 'codec server'],
    otherwise: 'none',
    secret: true,
  },
  AUTH_JWKS_URL: {
    ...trustedUrl,
    meaning: 'the URL of the public keys that verify tokens, instead of AUTH_SECRET',
    readBy: ['API', 'codec server'],
    otherwise: 'embedded: no authentication',
  },
  AUTH_ISSUER: {
    ...text,
    meaning: 'the `iss` that tokens must have',
    readBy: ['API', 'codec server'],
    otherwise: 'any',
  },
  AUTH_AUDIENCE: {
    ...text,
    meaning: 'the `aud` that tokens must have',
    readBy: ['API', 'codec server'],
    otherwise: 'any',
  },
  AUTH_ENDLESS_TOKENS: {
    ...flag,
    meaning: 'whether tokens without an `exp` are accepted',
    readBy: ['API', 'codec server'],
    fallback: 'false',
  },
  ENCRYPTION_KEYS: {
    ...secretKeys,
    meaning: 'the keys that encrypt what Temporal keeps: the first encrypts, all of them read',
    readBy: ['API', 'worker', 'codec server'],
    neededBy: ['codec server'],
    otherwise: 'not encrypted',
    secret: true,
  },
  TRACKING_KEYS: {
    ...secretKeys,
    meaning:
      'the keys that tracking links are signed with: the first signs, all verify; the embedded one is kept in DATA_DIR',
    readBy: ['API'],
    otherwise: 'embedded: one, else no links',
    secret: true,
  },
  TRACKING_LINK_LIFETIME: {
    ...duration,
    meaning: 'how long a tracking link works after it was last asked for',
    readBy: ['API'],
    fallback: '30d',
  },
  CODEC_HOST: {
    ...text,
    meaning: 'the address where the codec server listens',
    readBy: ['codec server'],
    fallback: '127.0.0.1',
  },
  CODEC_PORT: {
    ...port,
    meaning: 'the port where it listens',
    readBy: ['codec server'],
    fallback: '8234',
  },
  LOG_LEVEL: {
    ...oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    meaning: 'the least severe entries that are logged',
    readBy: ['API', 'worker', 'codec server'],
    fallback: 'warn',
  },
  LOG_FORMAT: {
    ...oneOf(['json', 'text']),
    meaning: 'how they are written: a line of JSON each, or text for a person at a terminal',
    readBy: ['API', 'worker', 'codec server'],
    fallback: 'json',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webUrl,
    meaning:
      'where traces are sent: an OpenTelemetry collector that takes OTLP over HTTP, such as `http://collector:4318`',
    readBy: ['API', 'worker'],
    otherwise: 'no traces',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...webUrl,
    meaning: 'the same as a whole address, `/v1/traces` included',
    readBy: ['API', 'worker'],
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    ...text,
    meaning: 'headers to send with them, as `name=value`, joined by commas',
    readBy: ['API', 'worker'],
    secret: true,
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    ...oneOf(['http/protobuf']),
    meaning: 'how they are sent',
    readBy: ['API', 'worker'],
    fallback: 'http/protobuf',
  },
  OTEL_TRACES_EXPORTER: {
    ...oneOf(['otlp', 'console', 'none']),
    meaning: 'whether they are sent there, or printed',
    readBy: ['API', 'worker'],
    otherwise: '`otlp` with an endpoint, else `none`',
  },
  CUSTOMER_ACTION_TIMEOUT: {
    ...duration,
    meaning: "the customer's time to decide about unavailable items",
    readBy: ['worker'],
    fallback: '24h',
  },
  LATE_CHECK_INTERVAL: {
    ...durationOrOff,
    meaning:
      'how often to look for orders whose promised delivery has passed, or `off`; the last worker that starts sets it',
    readBy: ['worker'],
    fallback: '1m',
  },
  WEBHOOK_PRIVATE_TARGETS: {
    ...flag,
    meaning: 'whether webhooks may have private addresses, and receivers without TLS',
    readBy: ['API', 'worker'],
    otherwise: 'embedded: `true`, else `false`',
  },
  WEBHOOK_PATIENCE: {
    ...duration,
    meaning: 'how long deliveries of a webhook may fail until it is paused',
    readBy: ['worker'],
    fallback: '3d',
  },
  '--queues': {
    ...someOf(taskQueues),
    meaning: 'the task queues that it serves',
    readBy: ['worker'],
    fallback: taskQueues.join(','),
  },
  WORKER_HOST: {
    ...text,
    meaning: 'the address where its health and metrics are served',
    readBy: ['worker'],
    fallback: '127.0.0.1',
  },
  WORKER_BUILD_ID: {
    ...text,
    meaning: 'the build, such as the tag of the image, for Worker Versioning; see Deploying in this document',
    readBy: ['worker'],
    otherwise: 'takes tasks of every build',
  },
  '--health-port': {
    ...wholeNumber(1, 65_535, 'a port'),
    meaning: 'the port of its `/healthz` and `/readyz`',
    readBy: ['worker'],
    otherwise: 'not served',
  },
  '--metrics-port': {
    ...wholeNumber(1, 65_535, 'a port'),
    meaning: 'the port of its `/metrics`, for Prometheus',
    readBy: ['worker'],
    otherwise: 'not served',
  },
  WORKFLOW_STACKS: {
    ...flag,
    meaning:
      "whether Temporal's web UI shows where in its code an order waits (Call Stack), at 1.4 times the processor time of the orders worker",
    readBy: ['worker'],
    fallback: 'false',
  },
  DATABASE_URL: {
    ...postgresUrl,
    meaning:
      'the PostgreSQL database; for TLS add `?sslmode=verify-full`, and `&sslrootcert=` with a file for an authority of your own',
    readBy: ['API', 'worker', 'migrate, seed'],
    neededBy: ['API', 'worker', 'migrate, seed'],
    otherwise: 'launcher: embedded',
    secret: true,
  },
  DATABASE_POOL_SIZE: {
    ...wholeNumber(1, 1_000),
    meaning:
      'the most connections to PostgreSQL that a process opens (besides these, the API has one to listen and one for `/readyz`, and a worker of webhooks one to listen)',
    readBy: ['API', 'worker'],
    fallback: '10',
  },
  TEMPORAL_ADDRESS: {
    ...temporal,
    meaning: 'the Temporal Service, as host:port',
    otherwise: 'launcher: embedded',
  },
  TEMPORAL_NAMESPACE: {
    ...temporal,
    meaning: 'its namespace; the launcher makes it where it embeds',
    otherwise: '`default`',
  },
  TEMPORAL_API_KEY: { ...temporal, meaning: 'the API key for Temporal Cloud', secret: true },
  TEMPORAL_TLS: { ...temporal, meaning: 'whether to use TLS; implied by an API key or a certificate' },
  TEMPORAL_TLS_CLIENT_CERT_PATH: { ...temporal, meaning: 'mTLS: the file of the client certificate' },
  TEMPORAL_TLS_CLIENT_KEY_PATH: { ...temporal, meaning: 'mTLS: the file of its private key' },
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: {
    ...temporal,
    meaning: "the file of the server's certificate authority",
  },
  TEMPORAL_TLS_SERVER_NAME: { ...temporal, meaning: "the name in the server's certificate" },
  TEMPORAL_CONFIG_FILE: {
    ...temporal,
    ...file,
    meaning: "a file of Temporal's profiles (envconfig)",
    otherwise: "Temporal's own place",
  },
  TEMPORAL_PROFILE: { ...temporal, meaning: 'the profile in it', otherwise: '`default`' },
  TEMPORAL_UI_URL: {
    ...webUrl,
    meaning: "Temporal's web UI, for links to workflows, and whose pages the codec server answers",
    readBy: ['API', 'codec server'],
    otherwise: 'the embedded one, else no links',
  },
  ...limitSettings,
  DATA_DIR: { ...folder, meaning: 'where embedded data lives', readBy: ['launcher'], fallback: '.data' },
  TEMPORAL_CLI_PATH: {
    ...text,
    meaning: 'the `temporal` program to embed',
    readBy: ['launcher'],
    otherwise: 'found or downloaded',
  },
  [EMBEDDED_SWITCH]: { ...flag, meaning: 'no authentication', readBy: ['API'], internal: true },
} as const satisfies Readonly<Record<string, Setting>>;

type Table = typeof settings;

/** The settings with their names, to iterate over. */
export const settingsTable: readonly (readonly [name: string, Setting])[] = Object.entries(settings);

type Parsed<Each extends Setting> = Exclude<ReturnType<Each['parse']>, undefined>;

type ValueFor<Kind extends ProcessKind, Each extends Setting> = Each extends { readonly fallback: string }
  ? Parsed<Each>
  : Each extends { readonly neededBy: readonly (infer Needing)[] }
    ? Kind extends Needing
      ? Parsed<Each>
      : Parsed<Each> | undefined
    : Parsed<Each> | undefined;

/** The settings that a process of this kind reads, by name. */
export type SettingsOf<Kind extends ProcessKind> = {
  readonly [Name in keyof Table as Kind extends 'launcher' | Table[Name]['readBy'][number]
    ? Name
    : never]: ValueFor<Kind, Table[Name]>;
};
