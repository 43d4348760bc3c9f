/**
 * Texts of which at least one stands in every string that a regular expression matches, compared without case; null when
 * none could be found. Used to skip expressions that cannot match, so it may find too little but never too much.
 */
export type RequiredLiterals = readonly string[] | null;

const maxAlternatives = 24;

/** How much a literal set tells: the shortest text counts, long lists count a little less. */
function worth(literals: RequiredLiterals): number {
  if (!literals || literals.length === 0) return 0;
  return Math.min(...literals.map((text) => text.length)) - literals.length / 100;
}

/** Reads one regular expression from left to right; covers the syntax that uap-core's rules use. */
class LiteralReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads alternatives up to the closing bracket or the end; every alternative must offer a literal. */
  alternatives(): RequiredLiterals {
    const all: string[] = [];
    let complete = true;
    for (;;) {
      const best = this.#sequence();
      if (best) all.push(...best);
      else complete = false;
      if (this.#source[this.#at] !== '|') break;
      this.#at++;
    }
    return complete && all.length <= maxAlternatives ? all : null;
  }

  #sequence(): RequiredLiterals {
    let best: RequiredLiterals = null;
    let run = '';
    const offer = (candidate: RequiredLiterals) => {
      if (worth(candidate) > worth(best)) best = candidate;
    };
    const endRun = () => {
      if (run.length > 1) offer([run]);
      run = '';
    };
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const atom = this.#atom();
      const repeat = this.#quantifier();
      if (typeof atom === 'string') {
        if (repeat !== 'optional') run += atom;
        if (repeat !== 'once') endRun();
      } else {
        if (!atom.isEmptyMatch) endRun();
        if (repeat !== 'optional') offer(atom.literals);
      }
    }
    endRun();
    return best;
  }

  /** One character as its lower-case text, or anything else with the literals it needs. */
  #atom(): string | { literals: RequiredLiterals; isEmptyMatch: boolean } {
    const char = this.#source[this.#at++] ?? '';
    if (char === '(') return { literals: this.#group(), isEmptyMatch: false };
    if (char === '[') {
      this.#skipClass();
      return { literals: null, isEmptyMatch: false };
    }
    if (char === '\\') return this.#escape();
    if (char === '^' || char === '$') return { literals: null, isEmptyMatch: true };
    if (char === '.' || char > '\x7f') return { literals: null, isEmptyMatch: false };
    return char.toLowerCase();
  }

  #escape(): string | { literals: RequiredLiterals; isEmptyMatch: boolean } {
    const char = this.#source[this.#at++] ?? '';
    if (/[A-Za-z0-9]/.test(char)) return { literals: null, isEmptyMatch: char === 'b' };
    return char;
  }

  #group(): RequiredLiterals {
    const lookAround = /^\?(?:!|=|<!|<=)/.exec(this.#source.slice(this.#at, this.#at + 3));
    if (lookAround) this.#at += lookAround[0].length;
    else if (this.#source.startsWith('?:', this.#at)) this.#at += 2;
    else if (this.#source[this.#at] === '?') throw new Error(`unknown group in ${this.#source}`);
    const literals = this.alternatives();
    this.#at++;
    return lookAround ? null : literals;
  }

  #skipClass(): void {
    if (this.#source[this.#at] === '^') this.#at++;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']') {
      this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    }
    this.#at++;
  }

  #quantifier(): 'once' | 'repeated' | 'optional' {
    const match = /^(?:[?*+]|\{(\d*)(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at, this.#at + 16));
    if (!match) return 'once';
    this.#at += match[0].length;
    if (match[0].startsWith('+')) return 'repeated';
    return Number(match[1] || 0) > 0 ? 'repeated' : 'optional';
  }
}

/** The literals that `regex` (source text, any case flag) cannot match without. */
export function requiredLiterals(regex: string): RequiredLiterals {
  return new LiteralReader(regex).alternatives();
}
