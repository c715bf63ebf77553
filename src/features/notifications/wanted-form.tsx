'use client';

import { useActionState } from 'react';
import { IDLE, messageOf } from '@/contracts/action';
import { type PreferenceDto, preferenceField } from '@/contracts/inbox';
import { NOTICE_CHANNELS, NOTICE_GROUPS, type NoticeChannel } from '@/contracts/notices';
import type { NoticeGroup } from '@/contracts/notices/define';
import { Button } from '@/ui/button';
import { Note } from '@/ui/note';
import { Section } from '@/ui/section';
import { DataTable } from '@/ui/table';
import { saveWanted } from './actions';

const CHANNELS = { inbox: 'Inbox', mail: 'Mail' } as const satisfies Record<NoticeChannel, string>;

function Box({ preference, channel }: { readonly preference: PreferenceDto; readonly channel: NoticeChannel }) {
  const { kind, label, isLegal, channels } = preference;
  const isFixed = isLegal && channels[channel];
  return (
    <td className="r">
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          name={preferenceField(kind, channel)}
          defaultChecked={channels[channel]}
          disabled={isFixed}
        />
        <span className="channel">{CHANNELS[channel]}</span>
        <span className="sr">
          : {label}
          {isFixed ? ', always' : ''}
        </span>
      </label>
    </td>
  );
}

/** Boxes for each kind and channel, by what they are about. Works without JavaScript. */
export function WantedForm({ preferences }: { readonly preferences: readonly PreferenceDto[] }) {
  const [state, send, isPending] = useActionState(saveWanted, IDLE);
  const message = messageOf(state);
  const groups = (Object.keys(NOTICE_GROUPS) as NoticeGroup[]).map((group) => ({
    group,
    kinds: preferences.filter((one) => one.group === group),
  }));
  return (
    <form action={send} className="wanted" aria-busy={isPending}>
      {message === null ? null : <Note tone="owed">{message}</Note>}
      {state.status === 'done' ? <Note tone="done">Saved. It holds for what happens from now on.</Note> : null}
      {groups.map(({ group, kinds }) =>
        kinds.length === 0 ? null : (
          <Section key={group} title={NOTICE_GROUPS[group]}>
            <DataTable
              caption={NOTICE_GROUPS[group]}
              columns={[
                { key: 'kind', label: 'What' },
                { key: 'inbox', label: 'Inbox', align: 'right' },
                { key: 'mail', label: 'Mail', align: 'right' },
              ]}
            >
              {kinds.map((preference) => (
                <tr key={preference.kind}>
                  <td className="full">
                    {preference.label}
                    {preference.isLegal ? <span className="sub">You are always told this.</span> : null}
                  </td>
                  {NOTICE_CHANNELS.map((channel) => (
                    <Box key={channel} preference={preference} channel={channel} />
                  ))}
                </tr>
              ))}
            </DataTable>
          </Section>
        ),
      )}
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
