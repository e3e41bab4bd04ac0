import { describe, expect, it } from 'vitest';
import { roleSchema } from '../shared/role.ts';
import { permissionsOf } from './permissions.ts';

const rights = (role: Parameters<typeof permissionsOf>[0]) => {
  const { screens, ...may } = permissionsOf(role);
  return [...screens, ...Object.entries(may).flatMap(([name, is]) => (is ? [name] : []))];
};

const everybody = ['settings', 'events'];
const organisers = ['seesCredits', 'maySetBillingContact', 'mayDefineLists', 'mayCreateEvents', 'maySettleConflicts'];

describe('what a laptop shows and offers', () => {
  it.each([
    { role: 'door', expected: ['door', 'conflicts', ...everybody] },
    { role: 'print-station', expected: everybody },
    { role: 'box-office', expected: ['door', 'import', 'conflicts', ...everybody] },
    {
      role: 'supervisor',
      expected: ['door', 'import', 'conflicts', ...everybody, 'mayDefineLists', 'maySettleConflicts'],
    },
    {
      role: 'organiser',
      expected: [
        'door',
        'import',
        'conflicts',
        'credits',
        ...everybody,
        ...organisers,
        'mayManageLaptops',
        'mayRunHub',
      ],
    },
  ] as const)('$role', ({ role, expected }) => {
    expect(rights(role).sort()).toEqual([...expected].sort());
  });

  it('the owner may do everything', () => {
    const { screens, ...may } = permissionsOf('owner');
    expect(screens.size).toBe(6);
    expect(Object.values(may)).not.toContain(false);
  });

  it('alone, everything but what needs others', () => {
    expect(rights('owner').filter((each) => !rights(undefined).includes(each))).toEqual([
      'mayManageLaptops',
      'mayWriteOffLeases',
    ]);
  });

  it.each(roleSchema.options)('%s keeps its settings and events', (role) => {
    expect(rights(role)).toEqual(expect.arrayContaining(everybody));
  });
});
