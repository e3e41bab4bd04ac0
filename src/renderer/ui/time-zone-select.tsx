import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { timeZones } from './time-zones.ts';

interface TimeZoneSelectProps {
  readonly label: string;
  readonly description: string;
  /** IANA zone. */
  readonly value: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange: (timeZone: string) => void;
}

/** Chooses one of the time zones that this machine knows; typing finds it. */
export function TimeZoneSelect({ label, description, value, disabled, className, onChange }: TimeZoneSelectProps) {
  const zones = useMemo(() => timeZones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })), []);
  return (
    <Select
      className={className ?? ''}
      label={label}
      description={description}
      size="md"
      searchable
      allowDeselect={false}
      disabled={disabled ?? false}
      data={zones}
      value={value}
      nothingFoundMessage="No such time zone"
      limit={80}
      selectFirstOptionOnChange
      // Typing replaces the zone that stands there.
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.currentTarget.select()}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
