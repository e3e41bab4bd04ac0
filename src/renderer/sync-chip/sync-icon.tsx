import {
  IconArchive,
  IconClockExclamation,
  IconCloudCheck,
  IconCloudDownload,
  IconCloudOff,
  IconCloudQuestion,
  IconCloudUpload,
  IconCoins,
  IconDatabaseExclamation,
  IconHistory,
  IconListSearch,
  IconLockExclamation,
  IconLogout,
  IconRefreshAlert,
  IconScale,
} from '@tabler/icons-react';
import type { SyncFact } from './chip-of.ts';

const icons = {
  'signed-out': IconLogout,
  'list-incomplete': IconListSearch,
  'list-old': IconHistory,
  'update-needed': IconRefreshAlert,
  'balance-alarm': IconScale,
  parked: IconArchive,
  'clock-off': IconClockExclamation,
  'lease-shortage': IconCoins,
  'forged-lease': IconLockExclamation,
  'not-kept': IconDatabaseExclamation,
  offline: IconCloudOff,
  connecting: IconCloudQuestion,
  receiving: IconCloudDownload,
  sending: IconCloudUpload,
  'up-to-date': IconCloudCheck,
} as const satisfies Record<SyncFact['kind'], unknown>;

export function SyncIcon({ kind }: Pick<SyncFact, 'kind'>) {
  const Icon = icons[kind];
  return <Icon size="1.2rem" aria-hidden />;
}
