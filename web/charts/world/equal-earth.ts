const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
const m = Math.sqrt(3) / 2;
const radians = Math.PI / 180;
const rounds = 12;

function heightOf(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
}

function slopeOf(theta: number): number {
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  return a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
}

/** The Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas keep their sizes. Degrees to plane units, y down. */
export const equalEarth = {
  project([longitude = 0, latitude = 0]: readonly number[]): [number, number] {
    const theta = Math.asin(m * Math.sin(latitude * radians));
    const x = (longitude * radians * Math.cos(theta)) / (m * slopeOf(theta));
    return [x, -heightOf(theta)];
  },
  unproject([x = 0, y = 0]: readonly number[]): [number, number] {
    let theta = -y;
    for (let round = 0; round < rounds; round += 1) theta -= (heightOf(theta) + y) / slopeOf(theta);
    const longitude = (m * x * slopeOf(theta)) / Math.cos(theta);
    return [longitude / radians, Math.asin(Math.min(1, Math.max(-1, Math.sin(theta) / m))) / radians];
  },
};
