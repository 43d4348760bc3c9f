/**
 * Orders versions: numbers between dots by value, other parts as text; what comes after a dash is before the release.
 * Negative when `a` is the older one.
 */
export function compareVersions(a: string, b: string): number {
  const [releaseA = '', ...preA] = a.split('-');
  const [releaseB = '', ...preB] = b.split('-');
  const release = compareParts(releaseA, releaseB);
  if (release !== 0) return release;
  const [before, after] = [preA.join('-'), preB.join('-')];
  if (before === '' || after === '') return Number(before === '') - Number(after === '');
  return compareParts(before, after);
}

function compareParts(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x = '0', y = '0'] = [left[index], right[index]];
    const areNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    const order = areNumbers ? Number(x) - Number(y) : x < y ? -1 : Number(x > y);
    if (order !== 0) return order;
  }
  return 0;
}
