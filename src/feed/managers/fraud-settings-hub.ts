import type { Log } from '../../errors/log.js';
import type { FraudSettingsRow } from '../../store/fraud-settings.js';
import { LatestStream } from '../streams/latest-stream.js';
import { PersistentRead } from './persistent-read.js';

/** A stream of the fraud settings that skips repetitions. */
export class FraudSettingsStream extends LatestStream<FraudSettingsRow> {
  #told: FraudSettingsRow | null = null;

  tell(settings: FraudSettingsRow): void {
    if (settings === this.#told) return;
    this.#told = settings;
    this.push(settings);
  }
}

/** Who follows the fraud settings: one read for all, when somebody comes and when they may have changed. */
export class FraudSettingsHub {
  readonly #readSettings: () => Promise<FraudSettingsRow>;
  readonly #streams = new Set<FraudSettingsStream>();
  readonly #reading: PersistentRead;
  /** The same object while they are the same, so that its message is made once. */
  #settings: FraudSettingsRow | null = null;

  constructor(readSettings: () => Promise<FraudSettingsRow>, log: Log) {
    this.#readSettings = readSettings;
    this.#reading = new PersistentRead('the fraud settings', () => this.#read(), log);
  }

  follow(stream: FraudSettingsStream): () => void {
    this.#streams.add(stream);
    this.#reading.request();
    return () => this.#streams.delete(stream);
  }

  /** They may have changed. */
  refresh(): void {
    if (this.#streams.size > 0) this.#reading.request();
  }

  close(): void {
    this.#reading.close();
  }

  async #read(): Promise<void> {
    if (this.#streams.size === 0) return;
    const settings = await this.#readSettings();
    if (!isSame(settings, this.#settings)) this.#settings = settings;
    for (const stream of this.#streams) stream.tell(this.#settings ?? settings);
  }
}

function isSame(settings: FraudSettingsRow, known: FraudSettingsRow | null): boolean {
  return (
    settings.spending_limit === known?.spending_limit && settings.maintenance_mode === known.maintenance_mode
  );
}
