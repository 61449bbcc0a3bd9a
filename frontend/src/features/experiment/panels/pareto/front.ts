/** Pair of values to minimize. */
export interface Costs {
  x: number;
  y: number;
}

/** Those that no other beats in one without losing in the other, from the least x on. */
export function frontOf<T>(items: readonly T[], costs: (item: T) => Costs): T[] {
  const sorted = [...items].sort((a, b) => costs(a).x - costs(b).x || costs(a).y - costs(b).y);
  let least = Infinity;
  return sorted.filter((item) => {
    const { y } = costs(item);
    if (y >= least) return false;
    least = y;
    return true;
  });
}
