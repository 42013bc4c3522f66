interface UnreadAnswer {
  readonly bytes: number;
  readonly giveUp: () => void;
}

/** Answers that wait in this process until their clients read them. */
export class UnreadAnswers {
  readonly #limit: number;
  /** The one that waits longest comes first. */
  readonly #waiting = new Set<UnreadAnswer>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether another answer of this size fits without giving one up. One alone always does. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes === 0 || this.#bytes + bytes <= this.#limit;
  }

  /**
   * Counts an answer until the returned function is called. Beyond the limit, those that wait longest are given up: a
   * client that reads loses nothing.
   */
  hold(bytes: number, giveUp: () => void): () => void {
    const answer = { bytes, giveUp };
    this.#waiting.add(answer);
    this.#bytes += bytes;
    for (const oldest of this.#waiting) {
      if (this.#bytes <= this.#limit || oldest === answer) break;
      this.#forget(oldest);
      oldest.giveUp();
    }
    return () => this.#forget(answer);
  }

  #forget(answer: UnreadAnswer): void {
    if (this.#waiting.delete(answer)) this.#bytes -= answer.bytes;
  }
}
