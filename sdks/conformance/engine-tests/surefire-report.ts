/** What became of one test in a Maven run. */
export interface CaseResult {
  /** Class and sentence. */
  readonly name: string;
  /** Null when it passed. */
  readonly problem: string | null;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

function attribute(tag: string, name: string): string {
  return unescapeXml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

/** Reads the tests of one XML report of Maven Surefire. A skipped test is a problem: nothing here may be skipped. */
export function parseSurefireReport(xml: string): readonly CaseResult[] {
  const cases = xml.matchAll(/<testcase(\s[^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  return [...cases].map(([, tag = '', inside = '']) => {
    const className = attribute(tag, 'classname').split('.').at(-1) ?? '';
    const failed = /<(failure|error|skipped)\b([^>]*)>(?:([\s\S]*?)<\/\1>)?/.exec(inside);
    return {
      name: `${className}: ${attribute(tag, 'name')}`,
      problem: failed
        ? `${failed[1]} ${attribute(failed[2] ?? '', 'message')}\n${unescapeXml(failed[3] ?? '')}`
        : null,
    };
  });
}
