/** How many letters have to be put in, left out or replaced to make one word of another. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const letter of from) {
    const next = [(row[0] ?? 0) + 1];
    for (let i = 1; i <= to.length; i++) {
      const replaced = (row[i - 1] ?? 0) + (to[i - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
