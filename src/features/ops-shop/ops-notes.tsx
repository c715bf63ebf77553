import './ops-shop.css';
import { randomUUID } from 'node:crypto';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import { withParams } from '@/contracts/search-params';
import type { Actor, ShopRef } from '@/contracts/shell';
import type { Connection } from '@/server/db/database';
import { selectNotes } from '@/server/repositories/shop-notes';
import { Door } from '@/ui/button';
import { utcText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { ShowOlder } from '@/ui/table';
import { OpsNoteForm } from './ops-note-form';

interface OpsNotesProps {
  readonly actor: Actor;
  readonly shop: Pick<ShopRef, 'id' | 'externalId'>;
  /** One that sees the shop. */
  readonly connection: Connection;
  /** Only those on this statement. */
  readonly statementNo?: number;
  readonly before?: string | undefined;
}

/** What colleagues wrote on a shop or a statement, newest first, and the form of another. */
export async function OpsNotes({ actor, shop, connection, statementNo, before }: OpsNotesProps) {
  const { notes, older } = await selectNotes(connection, shop.id, { statementNo, before });
  const path =
    statementNo === undefined ? opsShopPath(shop.externalId, 'notes') : opsStatementPath(shop.externalId, statementNo);
  const what = statementNo === undefined ? 'this shop' : 'this statement';
  return (
    <Section
      title="Notes"
      say={
        notes.length === 0
          ? `Nobody wrote a note on ${what} yet.`
          : 'Written by colleagues; the seller does not see them.'
      }
    >
      {may(actor.role, 'write-notes') ? (
        <OpsNoteForm
          key={notes[0]?.id ?? ''}
          shop={shop.externalId}
          statementNo={statementNo ?? null}
          formKey={randomUUID()}
        />
      ) : null}
      {notes.length === 0 ? null : (
        <>
          <ul className="note-list" aria-label="Notes">
            {notes.map((note) => (
              <li key={note.id}>
                <span className="sm muted">
                  <b className="b">{note.byName}</b>, {utcText(note.at)}
                  {note.statementNo === null || statementNo !== undefined ? null : (
                    <>
                      , on{' '}
                      <Door href={opsStatementPath(shop.externalId, note.statementNo)}>
                        {`statement ${note.statementNo}`}
                      </Door>
                    </>
                  )}
                </span>
                <p>{note.words}</p>
              </li>
            ))}
          </ul>
          <ShowOlder
            shown={notes.length}
            total={null}
            noun="note"
            href={older === null ? null : withParams(path, { before: older })}
          />
        </>
      )}
    </Section>
  );
}
