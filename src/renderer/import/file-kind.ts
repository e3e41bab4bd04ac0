import type { RefusalCode } from './refusal.ts';

/** What a file's content says it is, whatever it is named. */
export type FileKind =
  | { readonly kind: 'spreadsheet' }
  | { readonly kind: 'maybe-text' }
  | { readonly kind: 'other'; readonly code: RefusalCode };

const signatures: readonly (readonly [RefusalCode, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b]],
  ['document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];
const zip = [0x50, 0x4b, 0x03, 0x04];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

/** Tells from the first bytes (at least 64 kB of them, or the whole file) what a file is. */
export function readFileKind(head: Uint8Array): FileKind {
  if (startsWith(head, zip)) return readZipKind(head);
  // Excel before 2007 and password-protected workbooks share a container; the latter name their streams in UTF-16.
  if (startsWith(head, compoundFile)) {
    return { kind: 'other', code: asLatin(head).includes('E\0n\0c\0r\0y\0p\0t') ? 'password' : 'old-excel' };
  }
  const known = signatures.find(([, signature]) => startsWith(head, signature));
  if (known !== undefined) return { kind: 'other', code: known[0] };
  const opening = asLatin(head.subarray(0, 4096)).replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (/^(?:<!doctype html|<html|<table|<head|<body|<style)/.test(opening)) return { kind: 'other', code: 'html-table' };
  if (opening.startsWith('<?xml') && opening.includes('workbook')) return { kind: 'other', code: 'workbook-xml' };
  return { kind: 'maybe-text' };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Office files are archives too; the parts of a workbook lie in the folder `xl`. */
function readZipKind(head: Uint8Array): FileKind {
  const names = asLatin(head);
  if (names.includes('xl/') || names.includes('[Content_Types].xml')) return { kind: 'spreadsheet' };
  return { kind: 'other', code: names.includes('mimetypeapplication/vnd.oasis') ? 'document' : 'archive' };
}

function asLatin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
