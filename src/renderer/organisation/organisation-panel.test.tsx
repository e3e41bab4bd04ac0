// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { aLaptop, creditsOf, openGala } from '../../../test/builders/laptop.ts';
import { renderScreen } from '../../../test/builders/render-screen.tsx';
import { holdingOf } from '../../shared/credit/account.ts';
import { builtInPolicies } from '../../shared/credit/policies/built-in.ts';
import type { OperationKind } from '../../shared/operation.ts';
import { moneyText } from '../ui/number-text.ts';
import { OrganisationPanel } from './organisation-panel.tsx';

afterEach(cleanup);

async function openPanel({ begun = true }: { readonly begun?: boolean } = {}) {
  const laptop = aLaptop();
  const { ledger } = await laptop.start();
  if (begun) await openGala(ledger, laptop, [aTicket()]);
  const rendered = renderScreen(
    <OrganisationPanel
      ledger={ledger}
      actor="Kim"
      timeZone="Europe/Berlin"
      mayAgree
      maySetBillingContact
      leases={null}
    />,
  );
  const recorded = (kind: OperationKind) =>
    ledger.books.rows.filter(({ operation }) => operation?.kind === kind).length;
  const contract = () => ledger.books.credits.account.contract;
  return { laptop, ledger, recorded, contract, ...rendered };
}

const policy = (name: string) => screen.getByRole('checkbox', { name });
const button = (name: string) => screen.getByRole('button', { name });
const review = () => screen.getByRole('region', { name: 'What the change means' });

describe('choosing policies', () => {
  it('X-2 says what a policy more brings and starts, then records it with the contract’s zone', async () => {
    const { user, recorded, contract, ledger } = await openPanel();
    await user.click(policy('Zaplify'));
    await user.click(button('Review the change'));
    expect(review().textContent).toContain(
      'Zaplify charges for unlocking a lead. It starts with the plan 100 a month (€49.00 a month). At once it brings 100 lead credits (monthly allowance).',
    );
    expect(recorded('choosePolicy')).toBe(1);
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toEqual(['guest-manager', 'zaplify']));
    expect(contract().timeZone).toBe('Europe/Madrid');
    expect(holdingOf(ledger.books.credits.account, 'lead').balance).toBe(100);
    expect(screen.queryByRole('region', { name: 'What the change means' })).toBeNull();
  });

  it('GM-10 says that credits are kept, and keeps them; GM-11 no second welcome when it is chosen again', async () => {
    const { user, contract, ledger } = await openPanel();
    await user.click(policy('Guest Manager'));
    await user.click(policy('ARTSVP invites'));
    await user.click(button('Review the change'));
    expect(review().textContent).toContain('printing a badge cost nothing from now on.');
    expect(review().textContent).toContain('Its 49 credits are kept, and wait until you choose it again.');
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toEqual(['artsvp-invites']));
    expect(creditsOf(ledger).balance).toBe(49);

    await user.click(policy('Guest Manager'));
    await user.click(button('Review the change'));
    expect(review().textContent).toContain('It goes on with its plan Pay as you go (no fee).');
    expect(review().textContent).not.toContain('At once');
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toEqual(['artsvp-invites', 'guest-manager']));
    expect(creditsOf(ledger).balance).toBe(49);
  });

  it('combines all five, in their own order', async () => {
    const { user, contract } = await openPanel();
    for (const name of ['Zaplify', 'InstantInvoice', 'ARTSVP portals', 'ARTSVP invites'])
      await user.click(policy(name));
    await user.click(button('Review the change'));
    expect(within(review()).getAllByRole('listitem')).toHaveLength(4);
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toEqual(builtInPolicies.map(({ id }) => id)));
  });

  it('offers nothing to record while nothing changes, and not without any policy', async () => {
    const { user } = await openPanel();
    expect(screen.queryByRole('button', { name: 'Review the change' })).toBeNull();
    await user.click(policy('Guest Manager'));
    expect(screen.getByRole('alert').textContent).toBe('Choose at least one policy.');
    expect(button('Review the change')).toHaveProperty('disabled', true);
    await user.click(button('Leave it as it is'));
    expect(policy('Guest Manager')).toHaveProperty('checked', true);
    expect(screen.queryByRole('button', { name: 'Review the change' })).toBeNull();
  });

  it('Back keeps what was picked', async () => {
    const { user, recorded } = await openPanel();
    await user.click(policy('Zaplify'));
    await user.click(button('Review the change'));
    await user.click(button('Back'));
    expect(policy('Zaplify')).toHaveProperty('checked', true);
    expect(recorded('choosePolicy')).toBe(1);
  });

  it('records a double click once', async () => {
    const { user, recorded, contract } = await openPanel();
    await user.click(policy('Zaplify'));
    await user.click(button('Review the change'));
    await user.dblClick(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toContain('zaplify'));
    expect(recorded('choosePolicy')).toBe(2);
  });

  it('says that the disk is full, keeps the choice, and takes it once there is room', async () => {
    const { user, laptop, contract } = await openPanel();
    await user.click(policy('Zaplify'));
    await user.click(button('Review the change'));
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.click(button('Change the policies'));
    expect(await within(review()).findByText(/disk of this laptop is full/)).toBeTruthy();
    expect(contract().policies).toEqual(['guest-manager']);
    laptop.main.failure = undefined;
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().policies).toEqual(['guest-manager', 'zaplify']));
  });

  it('changes the zone of periods alone', async () => {
    const { user, contract } = await openPanel();
    await user.click(screen.getByRole('combobox', { name: 'Time zone of periods' }));
    await user.keyboard('Lisbon{Enter}');
    await user.click(button('Review the change'));
    expect(review().textContent).toContain('Europe/Lisbon is the zone by whose calendar periods begin and end');
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().timeZone).toBe('Europe/Lisbon'));
  });

  it('GM-11 an organisation that has not begun sees its welcome credits, and begins in the zone of this laptop', async () => {
    const { user, contract, ledger } = await openPanel({ begun: false });
    await user.click(policy('InstantInvoice'));
    await user.click(button('Review the change'));
    expect(review().textContent).toContain('At once it brings 50 credits (welcome credits).');
    expect(review().textContent).toContain('2 invoice credits (free invoices) and 3 invoice credits (free emails).');
    await user.click(button('Change the policies'));
    await waitFor(() => expect(contract().timeZone).toBe('Europe/Berlin'));
    expect(creditsOf(ledger).balance).toBe(50);
  });
});

describe('the policy viewer', () => {
  it.each(builtInPolicies)('shows every price, plan and bundle of $name, chosen or not', async (shown) => {
    const { user } = await openPanel();
    await user.click(button(`Price list: ${shown.name}`));
    const page = screen.getByRole('article', { name: `Price list: ${shown.name}` }).textContent ?? '';
    for (const { name, prices, once } of Object.values(shown.actions)) {
      expect(page).toContain(name);
      for (const { words, orElse } of prices) {
        expect(page).toContain(words);
        expect(page).toContain(orElse?.words ?? words);
      }
      expect(page).toContain(once?.words ?? name);
    }
    for (const { name, fee } of shown.plans) expect(page).toContain(fee === undefined ? name : moneyText(fee));
    for (const { name, price } of shown.bundles) expect(page).toMatch(new RegExp(`${name}.*${moneyText(price)}`));
    await user.click(button(`Close price list: ${shown.name}`));
    expect(screen.queryByRole('article')).toBeNull();
  });
});

const members = () => within(screen.getByRole('region', { name: 'Members' }));

async function openWithLeads() {
  const opened = await openPanel();
  const { user, contract } = opened;
  await user.click(policy('Zaplify'));
  await user.click(button('Review the change'));
  await user.click(button('Change the policies'));
  await waitFor(() => expect(contract().policies).toContain('zaplify'));
  return opened;
}

describe('members and their limits', () => {
  it('ZP-8 are offered only where a chosen policy knows limits', async () => {
    await openPanel();
    expect(screen.queryByRole('region', { name: 'Members' })).toBeNull();
  });

  it('ZP-8 a limit is set, refuses that member and nobody else, is raised and taken away', async () => {
    const { user, contract, ledger, laptop } = await openWithLeads();
    const { eventId } = laptop.place;
    const unlock = async (actor: string, name: string) =>
      ledger.act(actor, () => ({ intents: [{ kind: 'unlockLead', eventId, lead: name }], outcome: undefined }));
    await user.click(members().getByRole('button', { name: 'Add a member' }));
    await user.keyboard('Sam');
    await user.type(members().getByRole('textbox', { name: 'Limit, lead credits a period' }), '1');
    await user.dblClick(members().getByRole('button', { name: 'Save member' }));
    await waitFor(() => expect(contract().members).toEqual({ Sam: { lead: 1 } }));
    await unlock('Sam', 'Bo');
    expect(await members().findByText('1 of 1 lead credit used this period')).toBeTruthy();
    await expect(unlock('Sam', 'Cy')).rejects.toThrow(/Refused/);
    await unlock('Kim', 'Cy');

    await user.click(members().getByRole('button', { name: 'Change the limit of Sam' }));
    const limit = members().getByRole('textbox', { name: 'Limit, lead credits a period' });
    await user.clear(limit);
    await user.click(members().getByRole('button', { name: 'Save member' }));
    await waitFor(() => expect(contract().members).toEqual({ Sam: {} }));
    expect(members().getByText('1 lead credit used this period, no limit')).toBeTruthy();
  });

  it.each(['99999999999999999', '-1', '2.5', '1000001'])(
    'ZP-8 a limit of %s is none, and never “no limit”',
    async (typed) => {
      const { user, recorded } = await openWithLeads();
      await user.click(members().getByRole('button', { name: 'Add a member' }));
      await user.keyboard('Sam');
      await user.type(members().getByRole('textbox', { name: 'Limit, lead credits a period' }), `${typed}{Enter}`);
      expect(members().getByText(/^A whole number from 0 to 1,000,000/)).toBeTruthy();
      expect(recorded('defineMember')).toBe(0);
    },
  );

  it('takes no member without a name, nor one twice in another spelling', async () => {
    const { user, recorded } = await openWithLeads();
    await user.click(members().getByRole('button', { name: 'Add a member' }));
    await user.keyboard('{Enter}');
    expect(members().getByText('Give the member’s name.')).toBeTruthy();
    await user.keyboard(' Sam {Enter}');
    await waitFor(() => expect(recorded('defineMember')).toBe(1));
    await user.click(members().getByRole('button', { name: 'Add a member' }));
    await user.keyboard('SAM{Enter}');
    expect(members().getByText('Sam is listed already: change the limit there.')).toBeTruthy();
    expect(recorded('defineMember')).toBe(1);
  });

  it('loses nothing that was typed when the disk is full, and records nothing that holds already', async () => {
    const { user, laptop, recorded, contract } = await openWithLeads();
    await user.click(members().getByRole('button', { name: 'Add a member' }));
    await user.keyboard('Sam');
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.keyboard('{Enter}');
    expect(await members().findByText(/disk of this laptop is full/)).toBeTruthy();
    expect(members().getByRole<HTMLInputElement>('combobox', { name: 'Name' }).value).toBe('Sam');
    laptop.main.failure = undefined;
    await user.click(members().getByRole('button', { name: 'Save member' }));
    await waitFor(() => expect(contract().members).toEqual({ Sam: {} }));
    await user.click(members().getByRole('button', { name: 'Change the limit of Sam' }));
    await user.click(members().getByRole('button', { name: 'Save member' }));
    await waitFor(() => expect(members().queryByRole('button', { name: 'Save member' })).toBeNull());
    expect(recorded('defineMember')).toBe(1);
  });
});

describe('the billing contact', () => {
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Email address' });

  it('GM-7 is recorded once, and shown', async () => {
    const { user, contract, recorded } = await openPanel();
    await user.type(field(), ' desk@example.org ');
    await user.dblClick(button('Save'));
    await waitFor(() => expect(contract().billingContact).toBe('desk@example.org'));
    expect(recorded('setBillingContact')).toBe(1);
    expect(screen.getByText('Notices go to desk@example.org.')).toBeTruthy();
  });

  it('GM-7 is an email address, and what was typed stays to be put right', async () => {
    const { user, recorded, laptop, contract } = await openPanel();
    await user.type(field(), 'desk@example{Enter}');
    expect(screen.getByText(/This is not an email address/)).toBeTruthy();
    await user.type(field(), '.org');
    laptop.main.failure = { reason: 'full', detail: 'test' };
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/disk of this laptop is full/)).toBeTruthy();
    expect(field().value).toBe('desk@example.org');
    expect(recorded('setBillingContact')).toBe(0);
    laptop.main.failure = undefined;
    await user.keyboard('{Enter}');
    await waitFor(() => expect(contract().billingContact).toBe('desk@example.org'));
  });
});
