import { describe, expect, it } from 'vitest';
import { layerOver } from './shelf.ts';

interface Box {
  readonly name: string;
  readonly holds: number;
}

describe('a layer over a shelf', () => {
  const shelf = () => new Map<string, Box>(['a', 'b', 'c'].map((name) => [name, { name, holds: 1 }]));

  it('shows what is below it, and its own instead where there is some', () => {
    const layer = layerOver(shelf(), ({ name }) => name);
    layer.set('b', { name: 'b', holds: 2 });
    expect(layer.get('a')).toEqual({ name: 'a', holds: 1 });
    expect(layer.get('b')).toEqual({ name: 'b', holds: 2 });
    expect(layer.get('d')).toBeUndefined();
  });

  it('leaves what is below it as it was', () => {
    const below = shelf();
    layerOver(below, ({ name }) => name).set('b', { name: 'b', holds: 2 });
    expect(below).toEqual(shelf());
  });

  it('lists in the order of the shelf, whatever was replaced first, and then what is new', () => {
    const layer = layerOver(shelf(), ({ name }) => name);
    for (const name of ['d', 'c', 'a']) layer.set(name, { name, holds: 2 });
    const listed = [...layer.values()].map(({ name, holds }) => name + String(holds));
    expect(listed).toEqual(['a2', 'b1', 'c2', 'd2']);
  });
});
