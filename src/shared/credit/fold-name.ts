/** Two spellings of one name, address or number are one: only case, blanks around it and the form of accents differ. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
