import '@mantine/dropzone/styles.layer.css';
import { Alert, Button, Kbd } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle, IconTableImport } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './choose-step.module.css';
import type { ImportDesk, Refused } from './import-desk.ts';
import { words } from './import-words.ts';

interface ChooseStepProps {
  readonly desk: ImportDesk;
  /** Why the last file could not be read. */
  readonly refused: Refused | undefined;
}

/** Waits for a file, dropped or chosen in a dialog. */
export function ChooseStep({ desk, refused }: ChooseStepProps) {
  const openDialog = useRef<() => void>(null);
  useHotkeys([['mod+O', () => openDialog.current?.()]], []);

  function take(files: readonly File[]): void {
    const [file, another] = files;
    if (another !== undefined) desk.refuse({ title: words.severalFiles, message: words.severalFilesWhy });
    else if (file !== undefined) void desk.chooseFile(file);
  }

  return (
    <div className={classes['choose']}>
      {refused !== undefined && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={refused.title}>
          {refused.message}
        </Alert>
      )}
      <Dropzone
        openRef={openDialog}
        onDrop={take}
        getFilesFromEvent={filesOf}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        className={classes['zone'] ?? ''}
        classNames={{ inner: classes['inner'] ?? '' }}
        inputProps={{ 'aria-label': words.chooseFile }}
      >
        <IconTableImport className={classes['icon']} stroke={1.25} aria-hidden />
        <h2>
          <Dropzone.Accept>{words.dropNow}</Dropzone.Accept>
          <Dropzone.Idle>{words.dropHere}</Dropzone.Idle>
        </h2>
        <p className={classes['systems']}>{words.systems}</p>
        <Button
          size="lg"
          onClick={() => openDialog.current?.()}
          rightSection={<Kbd aria-hidden>{words.chooseKeys}</Kbd>}
        >
          {words.chooseFile}
        </Button>
        <p className={classes['nothingYet']}>{words.nothingYet}</p>
      </Dropzone>
    </div>
  );
}

/** The files themselves: the library's own way asks for the right to write to them, which no page here has. */
async function filesOf(event: unknown): Promise<File[]> {
  const { dataTransfer, target } = event as { dataTransfer?: DataTransfer; target?: { files?: FileList | null } };
  return [...(dataTransfer?.files ?? target?.files ?? [])];
}
