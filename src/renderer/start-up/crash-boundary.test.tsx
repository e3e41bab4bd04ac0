// @vitest-environment jsdom
import '../../../test/builders/render-screen.tsx';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Look } from '../ui/look.tsx';
import { CrashBoundary } from './crash-boundary.tsx';

afterEach(cleanup);

function Broken(): never {
  throw new Error('a screen that breaks');
}

it('a screen that breaks gives way to a page that says what is safe, and is reported', () => {
  const caught: unknown[] = [];
  render(
    <Look colorScheme="light">
      <CrashBoundary>
        <Broken />
      </CrashBoundary>
    </Look>,
    { onCaughtError: (error) => caught.push(error) },
  );
  expect(screen.getByText(/Everything that was confirmed on the screen is safe in the journal/)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Reload' }));
  expect(caught).toHaveLength(1);
});
