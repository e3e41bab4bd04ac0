import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconCheck,
  IconLogout,
  IconScan,
  IconStarFilled,
  IconUsers,
  IconX,
} from '@tabler/icons-react';
import type { PanelLook } from './panel-content.ts';

/** A shape of its own for every look, so that nobody depends on its colour. */
const icons = {
  ready: IconScan,
  admit: IconCheck,
  attention: IconStarFilled,
  already: IconAlertTriangleFilled,
  refuse: IconX,
  exit: IconLogout,
  choose: IconUsers,
  undone: IconArrowBackUp,
  'not-recorded': IconAlertOctagonFilled,
} as const satisfies Record<PanelLook, typeof IconCheck>;

interface LookIconProps {
  readonly look: PanelLook;
  readonly className?: string | undefined;
  readonly stroke?: number;
}

export function LookIcon({ look, className, stroke = 2 }: LookIconProps) {
  const Icon = icons[look];
  return <Icon className={className} stroke={stroke} aria-hidden />;
}
