/** What a map holds under a key, begun where it holds nothing. */
export function reach<K, V>(map: Map<K, V>, key: K, begin: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const begun = begin();
  map.set(key, begun);
  return begun;
}
