import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import './fonts.css';
import './look.css';
import { resolveVariables, theme } from './theme.ts';

interface LookProps {
  /** `auto` follows the system. */
  readonly colorScheme: 'auto' | 'light' | 'dark';
  readonly children: ReactNode;
}

/** Fonts, colours and the widgets' manners for everything inside. */
export function Look({ colorScheme, children }: LookProps) {
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme={colorScheme === 'auto' ? system : colorScheme}
      getStyleNonce={readStyleNonce}
    >
      <Notifications position="bottom-left" autoClose={6_000} limit={3} />
      {children}
    </MantineProvider>
  );
}

/** The page's content security policy admits only styles that carry this. */
function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
