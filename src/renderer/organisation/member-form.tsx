import { Autocomplete, Button, NumberInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { CreditTypeRule } from '../../shared/credit/policy.ts';
import { useInitialFocus } from '../ui/use-initial-focus.ts';
import type { Limits } from './define-member.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';

interface MemberFormProps {
  /** Undefined for a new member. */
  readonly name: string | undefined;
  readonly limits: Limits;
  readonly types: readonly CreditTypeRule[];
  /** Who is a member. */
  readonly listed: readonly string[];
  /** Who has spent without being one. */
  readonly proposed: readonly string[];
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly onSave: (name: string, limits: Limits) => void;
  readonly onChange: () => void;
  readonly onCancel: () => void;
}

/** Edits what one member may spend in a period. An empty limit is none. */
export function MemberForm(props: MemberFormProps) {
  const { name, types, listed, proposed, isBusy, problem, onSave, onChange, onCancel } = props;
  const firstRef = useInitialFocus<HTMLInputElement>();
  const [typedName, setTypedName] = useState(name ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string | number>>>(props.limits);
  const [nameProblem, setNameProblem] = useState<string>();

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const member = typedName.trim();
    const found = name === undefined ? problemOf(member, listed) : undefined;
    setNameProblem(found);
    const limits = limitsOf(typed);
    if (found === undefined && limits !== undefined) onSave(member, limits);
  }

  return (
    <form className={classes['form']} aria-label={name ?? words.addMember} noValidate onSubmit={submit}>
      {name === undefined ? (
        <Autocomplete
          ref={firstRef}
          size="md"
          label={words.memberName}
          description={words.memberNameHint}
          maxLength={100}
          data={[...proposed]}
          value={typedName}
          error={nameProblem}
          onChange={(value) => {
            setTypedName(value);
            setNameProblem(undefined);
          }}
        />
      ) : (
        <h3 title={name}>{name}</h3>
      )}
      {types.map(({ id, many }, index) => (
        <NumberInput
          key={id}
          {...(name !== undefined && index === 0 ? { ref: firstRef } : {})}
          className={classes['limit'] ?? ''}
          size="md"
          label={words.limit(many)}
          placeholder={words.noLimit}
          clampBehavior="none"
          thousandSeparator=","
          value={typed[id] ?? ''}
          error={!isLimit(typed[id]) && words.limitBounds(mostAPeriod)}
          onChange={(value) => {
            setTyped({ ...typed, [id]: value });
            onChange();
          }}
        />
      ))}
      {problem !== undefined && (
        <p className={classes['warning']} role="alert">
          {problem}
        </p>
      )}
      <div className={classes['actions']}>
        <Button type="submit" loading={isBusy}>
          {words.saveMember}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Two members whose names differ only in case would each have a limit of their own. */
function problemOf(member: string, listed: readonly string[]): string | undefined {
  if (member === '') return words.noName;
  const same = listed.find((other) => other.toLowerCase() === member.toLowerCase());
  return same === undefined ? undefined : words.sameName(same);
}

const mostAPeriod = 1_000_000;

/** An empty field is no limit. */
function isLimit(typed: string | number | undefined): boolean {
  if (typed === undefined || typed === '') return true;
  return typeof typed === 'number' && Number.isInteger(typed) && typed >= 0 && typed <= mostAPeriod;
}

/** What the fields say, unless one of them holds what is no limit. */
function limitsOf(typed: Readonly<Record<string, string | number>>): Record<string, number> | undefined {
  if (!Object.values(typed).every(isLimit)) return undefined;
  return Object.fromEntries(
    Object.entries(typed).flatMap(([type, limit]) => (typeof limit === 'number' ? [[type, limit]] : [])),
  );
}
