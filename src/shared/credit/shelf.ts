/** Things by key: a map, or a layer over one. */
export interface Shelf<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  values(): Iterable<V>;
}

/**
 * A shelf that shows what another holds and keeps what is put on it to itself. The other is never changed, and things
 * stand in the order in which one shelf would have them.
 */
export function layerOver<K, V>(base: Shelf<K, V>, keyOf: (value: V) => K): Shelf<K, V> {
  const own = new Map<K, V>();
  return {
    get: (key) => own.get(key) ?? base.get(key),
    set: (key, value) => own.set(key, value),
    *values() {
      for (const value of base.values()) yield own.get(keyOf(value)) ?? value;
      for (const [key, value] of own) if (base.get(key) === undefined) yield value;
    },
  };
}
