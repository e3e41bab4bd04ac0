import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policySlips } from '../../scripts/policy-slips.ts';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import { deriveEntryId } from '../../src/shared/ids.ts';
import type { Operation } from '../../src/shared/operation.ts';
import { aCheckIn, aLot, anOperation, operationId } from '../builders/facts.ts';
import { aFolder, runCredits } from './run-credits.ts';

const startsAt = Date.UTC(2026, 0, 31, 9);
const json = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const read = (output: string): readonly Record<string, unknown>[] =>
  output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));

const anEmail = (id: string, recipients: number, ms = startsAt) =>
  anOperation('sendEmail', { id, ms }, { purpose: 'campaign', recipients });
const anUnlock = (lead: string, ms = startsAt) => anOperation('unlockLead', { id: `unlock ${lead}`, ms }, { lead });

/** Replays operations from standard input. */
async function replay(input: string | Uint8Array, policy = 'guest-manager', ...options: readonly string[]) {
  const run = await runCredits(['replay', '--policy', policy, ...options, '-'], { standardInput: input });
  return { ...run, lines: read(run.output) };
}

/** What one kind of line said. */
const ofKind = (lines: readonly Record<string, unknown>[], kind: string) =>
  lines.filter((line) => line['kind'] === kind);
const lastBalances = (lines: readonly Record<string, unknown>[]) => ofKind(lines, 'balance').at(-1)?.['balances'];

describe('replaying', () => {
  it('prints charges and balances, from a file named from where the person is, through the script that npm starts', async () => {
    const folder = aFolder({ 'night.jsonl': json(anEmail('mail', 3), aCheckIn({ id: 'in', ms: startsAt + 1 })) });
    const args = ['replay', '--policy', 'guest-manager', 'night.jsonl'];
    const { exitCode, output, complaints } = await runCredits(args, { folder, script: ['run.mjs', 'credits'] });
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    const lines = read(output);
    expect(ofKind(lines, 'charge')).toMatchObject([
      { line: 1, at: '2026-01-31T09:00:00.000Z', credits: 3, draws: [{ lot: 'welcome', credits: 3 }] },
      { line: 2, credits: 1 },
    ]);
    expect(ofKind(lines, 'balance')).toEqual([
      { line: 0, kind: 'balance', balances: { credit: 50 } },
      { line: 1, kind: 'balance', operation: operationId('mail'), balances: { credit: 47 } },
      { line: 2, kind: 'balance', operation: operationId('in'), balances: { credit: 46 } },
    ]);
  });

  it('tells the lock and what unlocks it, and both notices of one step', async () => {
    const { lines } = await replay(json(anEmail('mail', 212)));
    expect(lines.slice(-4)).toMatchObject([
      { kind: 'notice', rule: 'low', balance: -162 },
      { kind: 'notice', rule: 'used', balance: -162 },
      { kind: 'locked', balance: -162, unlockedBy: { bundle: 'credits-100', quantity: 2 } },
      { kind: 'balance', balances: { credit: -162 } },
    ]);
  });

  it('takes the same operation once, and another one of its id not at all', async () => {
    const { exitCode, lines, complaints } = await replay(json(anEmail('a', 3), anEmail('a', 3), anEmail('a', 4)));
    expect(ofKind(lines, 'duplicate')).toEqual([{ line: 2, kind: 'duplicate', operation: operationId('a') }]);
    expect(ofKind(lines, 'conflict')).toEqual([{ line: 3, kind: 'conflict', operation: operationId('a') }]);
    expect(lastBalances(lines)).toEqual({ credit: 47 });
    expect(complaints).toContain(`Line 3: Another operation has the id ${operationId('a')}`);
    expect(exitCode).toBe(1);
  });

  it('says what a refusal needs, what there is and when credits next arrive', async () => {
    const leads = Array.from({ length: 101 }, (_, index) => anUnlock(`lead ${String(index)}`));
    const { exitCode, lines } = await replay(json(...leads), 'zaplify');
    expect(ofKind(lines, 'refusal')).toMatchObject([
      { line: 101, need: 1, have: 0, reason: 'credits', arrival: { at: '2026-02-28T09:00:00.000Z', credits: 100 } },
    ]);
    expect(exitCode).toBe(0);
  });

  it('tells what was due by the time of a refused operation before it says why', async () => {
    const limit = anOperation('defineMember', { id: 'limit', ms: startsAt }, { member: 'Kim', limits: { lead: 0 } });
    const { lines } = await replay(json(limit, anUnlock('Ana', Date.UTC(2026, 1, 28, 9))), 'zaplify');
    expect(lines.filter(({ line }) => line === 2)).toMatchObject([
      { kind: 'expiry', credits: 100 },
      { kind: 'grant', lot: { credits: 100 } },
      { kind: 'refusal', reason: 'limit', limit: 0, have: 0 },
      { kind: 'balance', balances: { lead: 100 } },
    ]);
  });

  it('prints the balance alone after what nobody meters', async () => {
    const { lines } = await replay(json(anUnlock('Ana')));
    expect(lines.filter(({ line }) => line === 1).map(({ kind }) => kind)).toEqual(['balance']);
  });

  it('combines policies, and begins with the plan and in the zone that were asked for', async () => {
    const options = ['--policy', 'zaplify', '--plan', 'zaplify=monthly-500', '--time-zone', 'Europe/Madrid'];
    const { lines } = await replay(
      json(anUnlock('Ana'), anUnlock('Ben', Date.UTC(2026, 2, 31, 8))),
      'guest-manager',
      ...options,
    );
    expect(lastBalances(lines)).toEqual({ credit: 50, lead: 499 });
    expect(ofKind(lines, 'grant').map(({ at }) => at)).toContain('2026-03-31T08:00:00.000Z');
  });

  it('reads a copy of the app’s journal', async () => {
    const journal = readFileSync('test/fixtures/journals/version-0.1.txt', 'utf8')
      .split('\n')
      .filter((line) => !line.includes('"kind":"grantCredits"'))
      .join('\n');
    const { exitCode, lines, complaints } = await replay(journal);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    // 50 welcome credits; 2 free tickets issued, one of them checked in twice and the first time undone.
    expect(lastBalances(lines)).toEqual({ credit: 50 - 2 - 1 });
  });

  it('X-4 another lot under the id of one that was given is a conflict, the same one is not', async () => {
    const lot = aLot({ id: deriveEntryId('gift'), credits: 10 });
    const given = (id: string, credits: number) =>
      anOperation('grantCredits', { id, ms: startsAt }, { lot: { ...lot, credits } });
    const { exitCode, lines } = await replay(json(given('a', 10), given('b', 10), given('c', 99)));
    expect(ofKind(lines, 'conflict')).toMatchObject([{ line: 3 }]);
    expect(lastBalances(lines)).toEqual({ credit: 60 });
    expect(exitCode).toBe(1);
  });

  it('prints nothing for nothing', async () => {
    expect(await replay('\n\r\n')).toMatchObject({ exitCode: 0, output: '', complaints: '' });
  });
});

describe('lines that are no operations', () => {
  const good = anEmail('good', 1);
  const without = (key: keyof Operation): object =>
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));

  it.each([
    { what: 'no JSON', line: 'nonsense', reason: 'Not JSON: ' },
    { what: 'two objects in one line', line: `${JSON.stringify(good)}\r${JSON.stringify(good)}`, reason: 'Not JSON: ' },
    {
      what: 'an unknown kind',
      line: JSON.stringify({ ...good, kind: 'sendPost' }),
      reason: 'kind: There is no "sendPost"',
    },
    { what: 'something missing', line: JSON.stringify(without('at')), reason: 'at is missing' },
    { what: 'a wrong value', line: JSON.stringify({ ...good, recipients: 0 }), reason: 'recipients: ' },
    { what: 'a fraction', line: JSON.stringify({ ...good, recipients: 1.5 }), reason: 'recipients: ' },
    { what: 'no UTF-8', line: Buffer.from([0x22, 0xff, 0xfe, 0x22]), reason: 'Not UTF-8 text' },
    { what: 'an enormous line', line: 'x'.repeat(5_000_000), reason: 'The line is longer than 1048576 bytes' },
    {
      what: 'a time out of the calendar',
      line: JSON.stringify({ ...good, at: { ...good.at, ms: 1e300 } }),
      reason: 'at.ms: ',
    },
    {
      what: 'a time zone that is none',
      line: JSON.stringify(
        anOperation('choosePolicy', { id: 'zone', ms: startsAt }, { policies: ['zaplify'], timeZone: 'Mars/Olympus' }),
      ),
      reason: 'timeZone: There is no time zone "Mars/Olympus"',
    },
  ])('$what is reported with its number, and the rest goes on', async ({ line, reason }) => {
    const input = Buffer.concat(['\n', line, '\n', json(good)].map((part) => Buffer.from(part)));
    const { exitCode, lines, complaints } = await replay(input);
    const bad = ofKind(lines, 'bad-line');
    expect(bad).toMatchObject([{ line: 2, kind: 'bad-line' }]);
    expect(bad[0]?.['reason']).toContain(reason);
    expect(complaints).toContain(`Line 2: ${reason}`);
    expect(complaints).not.toMatch(/\n +at /);
    expect(lastBalances(lines)).toEqual({ credit: 49 });
    expect(exitCode).toBe(1);
  });

  it('never lets a file command the terminal', async () => {
    const { complaints, output } = await replay('\u001B[2J\n');
    expect(complaints + output).not.toContain('\u001B');
  });

  it('a byte order mark, carriage returns, blank lines and a missing last line end are none', async () => {
    const input = `\uFEFF${JSON.stringify(anEmail('a', 1))}\r\n\r\n${JSON.stringify(anEmail('b', 2))}`;
    const { exitCode, lines, complaints } = await replay(input);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(ofKind(lines, 'charge').map(({ line }) => line)).toEqual([1, 3]);
  });
});

describe('policies of one’s own', () => {
  const type = { id: 'mail', one: 'mail', many: 'mails', atZero: 'refuse', memberLimits: false, notices: [] };
  const price = { when: {}, credits: 2, words: 'An email: 2' };
  const policy = {
    id: 'mails',
    name: 'Mails',
    creditTypes: [type],
    actions: { sendEmail: { name: 'Sending an email', type: 'mail', prices: [price] } },
    startingLots: [{ id: 'mails-welcome', source: 'welcome', type: 'mail', credits: 9, words: 'To begin with' }],
    plans: [{ id: 'basic', name: 'Basic', tracksCredits: true }],
    bundles: [],
    bonuses: [],
  };
  const operations = json(anEmail('a', 3), anEmail('b', 2));
  const run = (files: Readonly<Record<string, string>>, ...options: readonly string[]) =>
    runCredits(['replay', ...options, 'in.jsonl'], { folder: aFolder({ 'in.jsonl': operations, ...files }) });

  it('are read from a file', async () => {
    const { exitCode, output } = await run({ 'mails.json': json(policy) }, '--policy', 'mails.json');
    expect(exitCode).toBe(0);
    expect(ofKind(read(output), 'charge')).toMatchObject([{ credits: 6, rules: [{ words: 'An email: 2' }] }]);
    expect(ofKind(read(output), 'refusal')).toMatchObject([{ need: 4, have: 3, arrival: null }]);
  });

  it('are replayed although they price what nobody can do, which is said', async () => {
    const actions = { ...policy.actions, sendPost: policy.actions.sendEmail };
    const { exitCode, complaints } = await run(
      { 'mails.json': json({ ...policy, actions }) },
      '--policy',
      'mails.json',
    );
    expect(complaints).toContain('Mails has a price for "sendPost", which is no action. There are: checkIn, ');
    expect(exitCode).toBe(0);
  });

  it('of this version say nothing that can never come to pass', () => {
    expect(builtInPolicies.flatMap(policySlips)).toEqual([]);
  });

  const often = { words: 'Paid', reopens: true };

  it.each([
    {
      what: 'a fact that the action does not have',
      action: { prices: [{ ...price, when: { colour: 'red' } }, price] },
      says: 'Mails has a price that never applies: colour = "red"; "sendEmail" has these facts: purpose.',
    },
    {
      what: 'a value that the fact never has',
      action: { prices: [{ ...price, when: { purpose: 'tickets' } }, price] },
      says: 'Mails has a price that never applies: purpose = "tickets"; "purpose" is one of: ticket, campaign.',
    },
    { what: 'once for what is done to nothing', action: { once: often }, says: 'Mails has "sendEmail" paid once, but' },
    { what: 'nothing that is wrong', action: { prices: [{ ...price, when: { purpose: 'ticket' } }, price] }, says: '' },
  ])('say $what', async ({ action, says }) => {
    const actions = { sendEmail: { ...policy.actions.sendEmail, ...action } };
    const files = { 'mails.json': json({ ...policy, actions }) };
    const { exitCode, complaints } = await run(files, '--policy', 'mails.json');
    expect(complaints.startsWith(says)).toBe(true);
    expect(complaints === '').toBe(says === '');
    expect(exitCode).toBe(0);
  });

  it.each([
    { what: 'no JSON', text: '{', says: 'mails.json: This is not JSON: ' },
    { what: 'no policy', text: json({ ...policy, plans: [] }), says: 'mails.json: This is no policy. plans: ' },
    {
      what: 'an unknown credit type',
      text: json({ ...policy, creditTypes: [{ ...type, id: 'other' }] }),
      says: 'Every action, lot, plan, bundle and bonus must name a credit type of the policy',
    },
    {
      what: 'the id of a built-in policy',
      text: json({ ...policy, id: 'zaplify' }),
      says: 'A policy of this version is called "zaplify" already',
    },
    {
      what: 'a built-in credit type with another meaning',
      text: json({ ...policy, creditTypes: [type, { ...type, id: 'credit' }] }),
      says: 'The credit type "credit" is one of Guest Manager, with other rules',
    },
  ])('$what is refused with what is wrong', async ({ text, says }) => {
    const { exitCode, output, complaints } = await run({ 'mails.json': text }, '--policy', 'mails.json');
    expect(complaints).toContain(says);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });

  it('do not go together when they share what an account knows by its id', async () => {
    const twin = { ...policy, id: 'twin', name: 'Twin' };
    const files = { 'mails.json': json(policy), 'twin.json': json(twin) };
    const { exitCode, complaints } = await run(files, '--policy', 'mails.json', '--policy', 'twin.json');
    expect(complaints).toBe('Mails and Twin both have a starting lot "mails-welcome". Each needs an id of its own.\n');
    expect(exitCode).toBe(2);
  });
});

describe('what cannot be followed', () => {
  it.each([
    { args: [], says: 'What is to be done?' },
    { args: ['repaly'], says: '"repaly" cannot be done here.' },
    { args: ['replay', 'a.jsonl'], says: 'Under which policy?' },
    { args: ['replay', '--policy', 'zaplify'], says: 'Which operations?' },
    { args: ['replay', '--policy', 'zaplify', 'a', 'b'], says: '"b" is one too many' },
    { args: ['replay', '--policy', 'zaplify', '--time-zone', 'Mars', 'a'], says: 'There is no time zone "Mars"' },
    { args: ['replay', '--policy', 'zaplify', '--plan', 'monthly-100', 'a'], says: 'Give one as <policy>=<plan>' },
    { args: ['replay', '--polcy', 'zaplify', 'a'], says: "Unknown option '--polcy'" },
  ])('$args says what to type', async ({ args, says }) => {
    const { exitCode, output, complaints } = await runCredits(args);
    expect(complaints).toContain(says);
    expect(complaints).toContain('Type: npm run credits -- replay --policy <name|file> <operations.jsonl>');
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });

  it.each([
    {
      args: ['--policy', 'zapplify', 'a'],
      says: 'zapplify: There is no such file. The policies of this version are: ',
    },
    { args: ['--policy', '.', 'a'], says: '.: This is a folder, not a file. The policies of this version are: ' },
    {
      args: ['--policy', 'zaplify', '--plan', 'zaplify=gold', 'a'],
      says: 'Zaplify has no plan "gold". Its plans are: ',
    },
    { args: ['--policy', 'zaplify', '--plan', 'gm=pro', 'a'], says: '"gm", which is none of the policies given' },
    { args: ['--policy', 'zaplify', '--policy', 'zaplify', 'a'], says: 'Two of the policies are called "zaplify"' },
    { args: ['--policy', 'zaplify', 'nowhere.jsonl'], says: 'nowhere.jsonl: There is no such file.' },
    { args: ['--policy', 'zaplify', '.'], says: '.: This is a folder, not a file.' },
  ])('replay $args says what is wrong', async ({ args, says }) => {
    const { exitCode, output, complaints } = await runCredits(['replay', ...args], { folder: aFolder({}) });
    expect(complaints).toContain(says);
    expect(complaints).not.toMatch(/\n +at /);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });
});
