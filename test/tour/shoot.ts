import type { Page } from '@playwright/test';

/** Saves what the window shows, once in light and once in dark. */
export type Shoot = (page: Page, name: string) => Promise<void>;
