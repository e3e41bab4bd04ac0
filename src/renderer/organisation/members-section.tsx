import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { defineMember, type Limits } from './define-member.ts';
import { MemberForm } from './member-form.tsx';
import { limitableTypes, memberNames, usedBy } from './members.ts';
import classes from './organisation.module.css';
import { usageText, words } from './organisation-words.ts';
import { useRecording } from '../ledger/use-recording.ts';

interface MembersSectionProps {
  readonly ledger: Ledger;
  readonly actor: string;
}

/** Who may spend how much in a period (ZP-8). Nothing where no chosen policy knows such limits. */
export function MembersSection({ ledger, actor }: MembersSectionProps) {
  useLedger(ledger, (each) => each.books.head);
  const [edited, setEdited] = useState<{ readonly name: string | undefined }>();
  const { isBusy, problem, setProblem, record } = useRecording('repeatedly');
  const { credits } = ledger.books;
  const types = limitableTypes(credits);
  if (types.length === 0) return null;
  const { members } = credits.account.contract;
  const { listed, others } = memberNames(credits);
  const now = ledger.now();

  async function save(name: string, limits: Limits): Promise<void> {
    if (await record(async () => defineMember(ledger, actor, name, limits))) setEdited(undefined);
  }

  function close(): void {
    setEdited(undefined);
    setProblem(undefined);
  }

  function form(name: string | undefined) {
    return (
      <MemberForm
        key={name ?? ''}
        name={name}
        limits={members[name ?? ''] ?? {}}
        types={types}
        listed={listed}
        proposed={others}
        isBusy={isBusy}
        problem={problem}
        onSave={(member, limits) => void save(member, limits)}
        onChange={() => setProblem(undefined)}
        onCancel={close}
      />
    );
  }

  return (
    <section className={classes['part']} aria-label={words.members}>
      <h2>{words.members}</h2>
      <p className={classes['lead']}>{listed.length === 0 ? words.noMembers : words.membersLead}</p>
      {listed.length > 0 && (
        <ul className={classes['members']}>
          {listed.map((name) => (
            <li key={name}>
              {edited?.name === name ? (
                form(name)
              ) : (
                <div className={classes['member']}>
                  <div className={classes['about']}>
                    <h3 title={name}>{name}</h3>
                    {types.map((type) => (
                      <p key={type.id}>
                        {usageText(usedBy(credits, type.id, name, now), members[name]?.[type.id], type)}
                      </p>
                    ))}
                  </div>
                  <Button
                    variant="default"
                    aria-label={`Change the limit of ${name}`}
                    onClick={() => setEdited({ name })}
                  >
                    Change
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {edited !== undefined && edited.name === undefined ? (
        form(undefined)
      ) : (
        <Button
          className={classes['add'] ?? ''}
          variant="default"
          leftSection={<IconPlus aria-hidden />}
          onClick={() => setEdited({ name: undefined })}
        >
          {words.addMember}
        </Button>
      )}
    </section>
  );
}
