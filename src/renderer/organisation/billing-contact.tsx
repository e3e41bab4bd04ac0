import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import * as v from 'valibot';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { setBillingContact } from './set-billing-contact.ts';
import { useRecording } from '../ledger/use-recording.ts';

interface BillingContactProps {
  readonly ledger: Ledger;
  readonly actor: string;
}

const addressSchema = v.pipe(v.string(), v.trim(), v.email(), v.maxLength(200));

/** To whom the notices of crossings go (GM-7). */
export function BillingContact({ ledger, actor }: BillingContactProps) {
  const contact = useLedger(ledger, ({ books }) => books.credits.account.contract.billingContact);
  const [typed, setTyped] = useState<string>();
  const { isBusy, problem, setProblem, record } = useRecording('repeatedly');
  const value = typed ?? contact ?? '';

  async function save(): Promise<void> {
    const address = v.safeParse(addressSchema, value);
    if (!address.success) return setProblem(words.contactBad);
    if (await record(async () => setBillingContact(ledger, actor, address.output))) setTyped(undefined);
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void save();
  }

  return (
    <section className={classes['part']} aria-label={words.contact}>
      <h2>{words.contact}</h2>
      <p className={classes['lead']}>{words.contactLead}</p>
      <form className={classes['contact']} noValidate onSubmit={submit}>
        <TextInput
          size="md"
          type="email"
          label={words.contactField}
          description={contact === undefined ? words.contactNone : words.contactSaved(contact)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={value}
          error={problem}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Button type="submit" size="md" variant="default" loading={isBusy} disabled={value.trim() === (contact ?? '')}>
          {words.contactSave}
        </Button>
      </form>
    </section>
  );
}
