import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '../ui/save-file.ts';
import type { ImportDesk } from './import-desk.ts';
import { words } from './import-words.ts';

interface SaveProblemsProps {
  readonly desk: ImportDesk;
  /** The guest list's file name: the saved file is named after it. */
  readonly fileName: string;
}

/** Saves all problems of the file as CSV. */
export function SaveProblems({ desk, fileName }: SaveProblemsProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void save(desk, fileName)}
    >
      {words.saveProblems}
    </Button>
  );
}

async function save(desk: ImportDesk, fileName: string): Promise<void> {
  saveFile(await desk.problemFile(), words.problemFileName(fileName));
}
