import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';

const words: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
};

/** Opens a file that a person named, from the folder in which they typed. Returns words for people when it cannot be read. */
export async function openInput(path: string): Promise<FileHandle | string> {
  let file: FileHandle | undefined;
  try {
    // npm runs scripts in the project's folder and says here where the person is.
    file = await open(resolve(process.env['INIT_CWD'] ?? process.cwd(), path));
    if (!(await file.stat()).isDirectory()) return file;
    await file.close();
    return `${path}: This is a folder, not a file.`;
  } catch (error) {
    await file?.close();
    return `${path}: ${fileErrorWords(error)}`;
  }
}

/** Why a file could not be read. */
export function fileErrorWords(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return words[code] ?? message;
}
