import { describe, expect, it } from 'vitest';
import { parseScan } from './code.ts';

describe('parseScan', () => {
  const rows: readonly { scanned: string; text: string; keys: readonly string[] }[] = [
    { scanned: 'ABC123', text: 'ABC123', keys: ['abc123'] },
    { scanned: '  abc123\r\n', text: 'abc123', keys: ['abc123'] },
    { scanned: '\\000026ABC123', text: 'ABC123', keys: ['abc123'] },
    { scanned: ']Q1ABC123', text: 'ABC123', keys: ['abc123'] },
    { scanned: ']Q2\\000026ABC123', text: 'ABC123', keys: ['abc123'] },
    { scanned: '\u0002ABC\u0003123', text: 'ABC123', keys: ['abc123'] },
    {
      scanned: 'https://lu.ma/check-in/evt-1?pk=g-XYZ',
      text: 'https://lu.ma/check-in/evt-1?pk=g-XYZ',
      keys: ['https://lu.ma/check-in/evt-1?pk=g-xyz', 'g-xyz', 'evt-1'],
    },
    {
      scanned: 'https://ti.to/tickets/ti_abc/',
      text: 'https://ti.to/tickets/ti_abc/',
      keys: ['https://ti.to/tickets/ti_abc/', 'ti_abc'],
    },
    { scanned: '0f5e-77/c2lnbmF0dXJl', text: '0f5e-77/c2lnbmF0dXJl', keys: ['0f5e-77/c2lnbmf0dxjl', '0f5e-77'] },
    { scanned: '', text: '', keys: [] },
    { scanned: ' \t ', text: '', keys: [] },
  ];

  it.each(rows)('reads $scanned', ({ scanned, text, keys }) => {
    expect(parseScan(scanned)).toEqual({ text, keys });
  });
});
