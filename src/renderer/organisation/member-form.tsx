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
  const [limits, setLimits] = useState(props.limits);
  const [nameProblem, setNameProblem] = useState<string>();

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const member = typedName.trim();
    const found = name === undefined ? problemOf(member, listed) : undefined;
    setNameProblem(found);
    if (found === undefined) onSave(member, limits);
  }

  function limit(type: string, typed: string | number): void {
    const { [type]: _, ...rest } = limits;
    setLimits(typeof typed === 'number' ? { ...rest, [type]: typed } : rest);
    onChange();
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
          onChange={(typed) => {
            setTypedName(typed);
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
          min={0}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          value={limits[id] ?? ''}
          onChange={(typed) => limit(id, typed)}
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
