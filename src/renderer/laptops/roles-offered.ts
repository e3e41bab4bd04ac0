import type { Role } from '../../shared/role.ts';

const byOrganiser: readonly Role[] = ['door', 'print-station', 'box-office', 'supervisor', 'organiser'];

/** The roles that a laptop may give to others: none that may do more than itself. */
export function rolesOffered(own: Role): readonly Role[] {
  switch (own) {
    case 'owner':
      return [...byOrganiser, 'owner', 'hub'];
    case 'organiser':
      return byOrganiser;
    case 'door':
    case 'print-station':
    case 'box-office':
    case 'supervisor':
    case 'hub':
      return [];
  }
}
