import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { readBytes } from './decode.ts';
import { type RowItem, isBlankRow, toRowItem } from './read-rows.ts';
import { Refusal } from './refusal.ts';

/** Unpacked; a larger one is not a guest list but an archive made to fill the memory. */
const maxUnpackedBytes = 600 * 1024 * 1024;

/**
 * The rows of the first sheet of an Excel workbook, with their row numbers in the sheet. Formulas are not calculated:
 * their last result counts. Numbers keep at most 15 digits, as Excel shows them; date-times become
 * `2026-12-24 18:05:00`, without a zone.
 */
export async function readSpreadsheet(file: Blob): Promise<readonly RowItem[]> {
  const rows = await readFirstSheet(await readBytes(file, 0, file.size));
  return rows.flatMap((row, index) => {
    const cells = row.map(cellText);
    return isBlankRow(cells) ? [] : [toRowItem(index + 1, cells)];
  });
}

async function readFirstSheet(archive: Uint8Array): Promise<readonly (readonly unknown[])[]> {
  try {
    // Left to itself, the library unpacks larger sheets in workers made from blobs, which our content security policy
    // does not allow; parts that are stored unpacked it takes as they are.
    return await readSheet(new Blob([zipSync(unpack(archive), { level: 0 })]));
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('spreadsheet-broken', { cause });
  }
}

function unpack(archive: Uint8Array): Record<string, Uint8Array> {
  let unpackedBytes = 0;
  return unzipSync(archive, {
    filter({ name, originalSize }) {
      if (!/\.xml(?:\.rels)?$/.test(name)) return false;
      unpackedBytes += originalSize;
      if (unpackedBytes > maxUnpackedBytes) throw new Refusal('too-large');
      return true;
    },
  });
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (value instanceof Date) return dateText(value);
  return typeof value === 'boolean' ? String(value) : '';
}

/** Excel counts days in binary fractions, so seconds come out a hair early. */
function dateText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000);
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
