/** Marks where the guide shows a file: the fenced block behind the mark holds its text. */
const shown = /(<!-- shows ([\w./-]+) -->\n)```\w*\n[\s\S]*?\n```\n/g;

const languageOf: Readonly<Record<string, string>> = {
  sh: 'sh',
  mjs: 'js',
  py: 'python',
  go: 'go',
  java: 'java',
};

/** Paths of all files that a guide shows, in its order. */
export function shownFiles(guide: string): readonly string[] {
  return [...guide.matchAll(shown)].map(([, , path = '']) => path);
}

/** The guide with the texts of its files as `read` gives them. */
export function withFiles(guide: string, read: (path: string) => string): string {
  return guide.replace(shown, (_block, mark: string, path: string) => {
    const language = languageOf[path.slice(path.lastIndexOf('.') + 1)] ?? '';
    return `${mark}\`\`\`${language}\n${read(path).trimEnd()}\n\`\`\`\n`;
  });
}
