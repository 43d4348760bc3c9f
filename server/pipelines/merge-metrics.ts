/** Metrics of one project. */
export interface ProjectMetrics {
  readonly projectId: string;
  /** Prometheus text. */
  readonly text: string;
}

/** A metric with its help and its lines of several projects. */
interface Family {
  readonly head: string[];
  readonly lines: string[];
}

const seriesPattern = /^([A-Za-z_:][A-Za-z0-9_:]*)(\{(.*)\})?( .*)$/;

/** One Prometheus text of several projects: each series names its project, each metric is described once. One project stays as it is. */
export function mergeMetrics(projects: readonly ProjectMetrics[]): string {
  const [first, ...others] = projects;
  if (first === undefined || others.length === 0) return first?.text ?? '';
  const families = new Map<string, Family>();
  for (const { projectId, text } of projects) addProject(families, projectId, text);
  return [...families.values()].map(({ head, lines }) => [...head, ...lines, ''].join('\n')).join('');
}

function addProject(families: Map<string, Family>, projectId: string, text: string): void {
  let family: Family = { head: [], lines: [] };
  const seen = new Set<string>();
  for (const line of text.split('\n')) {
    const described = /^# (HELP|TYPE) (\S+)/.exec(line);
    if (described) {
      const name = described[2] ?? '';
      const isKnown = families.has(name) && !seen.has(name);
      family = families.get(name) ?? { head: [], lines: [] };
      families.set(name, family);
      // Another project described it before.
      if (!isKnown && !family.head.includes(line)) {
        seen.add(name);
        family.head.push(line);
      }
      continue;
    }
    const series = seriesPattern.exec(line);
    if (!series) continue;
    const [, name, , labels = '', value] = series;
    family.lines.push(`${name}{project="${projectId}"${labels === '' ? '' : `,${labels}`}}${value}`);
  }
}
