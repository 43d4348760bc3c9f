import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ParameterValue, PrintedStatement } from '../../dialects/dialect.ts';
import { lakeTables } from '../../engines/trino/lake-tables.ts';
import type { EngineRow } from '../../result/engine-row.ts';

/** What the check reads. */
export interface RedshiftCheckOptions {
  /** A lake's folder on this machine. */
  readonly lakeDir: string;
  /** Apps whose rows are loaded, each into a schema of its name. */
  readonly apps: readonly string[];
}

/**
 * Why the check cannot answer: no Redshift SQL (`syntax`), a construct whose translation is known to mean something else
 * (`unfaithful`), or a translation that does not run (`run`).
 */
export class RedshiftCheckError extends Error {
  readonly kind: string;
  constructor(kind: string, message: string) {
    super(`${kind}: ${message}`);
    this.name = 'RedshiftCheckError';
    this.kind = kind;
  }
}

const tables = lakeTables
  .filter(({ format }) => format === 'PARQUET')
  .map(({ name, columns }) => ({ name, columns }));
type Answer = Readonly<Record<string, unknown>>;
const python = fileURLToPath(new URL('../../../.cache/python-redshift/bin/python', import.meta.url));

/**
 * Redshift SQL on the rows of a lake, without a Redshift: sqlglot reads the statement as Redshift's, translates it to
 * DuckDB, and a DuckDB of its own runs it. SUPER columns are JSON there.
 */
export class RedshiftCheck implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor() {
    if (!existsSync(python)) throw new Error(`No ${python}; run: node scripts/setup.mjs test`);
    const script = fileURLToPath(new URL('./redshift_check.py', import.meta.url));
    // -B: no compiled files beside the sources.
    this.#child = spawn(python, ['-B', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  static async open({ lakeDir, apps }: RedshiftCheckOptions): Promise<RedshiftCheck> {
    const check = new RedshiftCheck();
    try {
      await check.#ask({ op: 'open', lakeDir, apps, tables });
      return check;
    } catch (error) {
      await check[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** All rows of a statement; places are `$1`, `$2`, … Throws RedshiftCheckError. */
  async run({ sql, parameters }: PrintedStatement): Promise<readonly EngineRow[]> {
    const { rows } = await this.#ask({ op: 'run', sql, parameters: parameters.map(wellFormed) });
    return Array.isArray(rows) ? rows : [];
  }

  /** The statement as DuckDB would run it. Throws RedshiftCheckError. */
  async translate(sql: string): Promise<string> {
    return String((await this.#ask({ op: 'translate', sql })).translated);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin.end();
    await once(this.#child, 'exit');
  }

  /** One question after another: answers come in the order of the questions. */
  #ask(question: Answer): Promise<Answer> {
    const answered = this.#turn.then(() => this.#askNow(question));
    this.#turn = answered.catch(() => undefined);
    return answered;
  }

  async #askNow(question: Answer): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error('the check ended');
    const answer = asAnswer(JSON.parse(line.value));
    if (answer.error === undefined) return answer;
    const { kind, message } = asAnswer(answer.error);
    throw new RedshiftCheckError(String(kind), String(message));
  }
}

function wellFormed(value: ParameterValue): ParameterValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function asAnswer(value: unknown): Answer {
  if (typeof value !== 'object' || value === null) throw new Error('not an answer of the check');
  return Object.fromEntries(Object.entries(value));
}
