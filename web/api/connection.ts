/** What the pages know about the server: it answers, it does not, or it asks for a sign-in. */
export type ConnectionState = 'connected' | 'lost' | 'back' | 'signed-out';

const retryMs = [1_000, 2_000, 4_000, 8_000, 15_000];
const backMs = 3_000;

type Listener = () => void;

/** Follows whether the server answers, and asks again by itself while it does not. */
class Connection {
  #state: ConnectionState = 'connected';
  #tries = 0;
  #retryAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<Listener>();

  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): ConnectionState => this.#state;
  /** Epoch ms of the next try while the connection is lost. */
  readonly retryAtMs = (): number => this.#retryAtMs;

  /** The server answered. */
  answered(): void {
    if (this.#state !== 'lost') return;
    this.#tries = 0;
    clearTimeout(this.#timer);
    this.#change('back');
    this.#timer = setTimeout(() => this.#state === 'back' && this.#change('connected'), backMs);
  }

  /** The server did not answer. */
  lost(): void {
    if (this.#state === 'lost') return;
    clearTimeout(this.#timer);
    this.#change('lost');
    this.#plan();
  }

  /** The session is over, or there never was one. */
  signedOut(): void {
    this.#change('signed-out');
  }

  /** Somebody signed in. */
  signedIn(): void {
    this.#change('connected');
  }

  /** Asks now, while the connection is lost. */
  readonly retry = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (await this.#isAnswering()) this.answered();
    else this.#plan();
  };

  /** Asks whether the server is there, for pages that do not ask anything else. */
  readonly check = async (): Promise<void> => {
    if (this.#state !== 'lost' && !(await this.#isAnswering())) this.lost();
  };

  async #isAnswering(): Promise<boolean> {
    try {
      return (await fetch('/health', { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false;
    }
  }

  #plan(): void {
    const wait = retryMs[Math.min(this.#tries, retryMs.length - 1)] ?? 1_000;
    this.#tries += 1;
    this.#retryAtMs = Date.now() + wait;
    this.#timer = setTimeout(() => void this.retry(), wait);
    this.#tell();
  }

  #change(state: ConnectionState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The page's one connection to the server. */
export const connection = new Connection();
