import './ops-shop.css';
import { NOTICES } from '@/contracts/notices';
import { opsShopPath } from '@/contracts/ops-lists';
import type { HappeningDto, OpsNoticeDto, OpsRowsSearch } from '@/contracts/ops-shop';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { listHappenings, listOpsNotices } from '@/server/queries/ops/shop';
import { amountText } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { dayText, dayTimeText, utcText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { DataTable, ShowOlder } from '@/ui/table';
import { fieldWord, HAPPENING_WORD } from './ops-words';

function Happening({ row }: { readonly row: HappeningDto }) {
  return (
    <tr>
      <td className="nw">
        <Day value={row.day} year="" />
      </td>
      <td className="full">
        <b className="b">{HAPPENING_WORD[row.kind]}</b>
        <span className="sub">{row.detail.map(([name, value]) => `${fieldWord(name)} ${value}`).join(', ')}</span>
      </td>
    </tr>
  );
}

function Notice({ notice, shop }: { readonly notice: OpsNoticeDto; readonly shop: ShopContext }) {
  const { title, happened } = NOTICES[notice.kind].say(notice.detail, {
    shop: shop.name,
    amount: (value) => amountText(value, { currency: shop.currency }),
    day: (day) => dayText(day, { year: '' }),
    moment: dayTimeText,
  });
  return (
    <tr>
      <td className="nw">{utcText(notice.at)}</td>
      <td className="full">
        <b className="b">{title}</b>
        <span className="sub">{happened}</span>
      </td>
      <td className="nw">
        {counted(notice.toldCount, 'member')}
        <span className="sub">{notice.readCount} read it</span>
      </td>
    </tr>
  );
}

interface OpsHappeningsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsRowsSearch;
}

/** What happened to a shop, what its seller's people were told of it, and the way to its jobs. */
export async function OpsHappenings({ shop, database, asked }: OpsHappeningsProps) {
  const [page, notices] = await Promise.all([
    listHappenings(database.pool, shop.id, asked),
    listOpsNotices(database.pool, shop.id),
  ]);
  return (
    <>
      <Section
        title="What happened"
        say={page.rows.length === 0 ? 'Nothing yet.' : 'As the closes wrote it, the last first.'}
        aside={<TextLink href={withParams('/ops/runs', { shop: shop.externalId })}>Runs and jobs</TextLink>}
      >
        {page.rows.length === 0 ? null : (
          <>
            <DataTable
              caption="Happenings"
              layout="stack l-pair"
              columns={[
                { key: 'day', label: 'Day' },
                { key: 'what', label: 'What' },
              ]}
            >
              {page.rows.map((row) => (
                <Happening key={row.no} row={row} />
              ))}
            </DataTable>
            <ShowOlder
              shown={page.rows.length}
              total={null}
              noun="happening"
              href={
                page.older === null
                  ? null
                  : withParams(opsShopPath(shop.externalId, 'happenings'), { before: page.older })
              }
            />
          </>
        )}
      </Section>
      <Section
        title="Notices"
        say={
          notices.length === 0 ? 'Nobody was told anything yet.' : 'The last thirty that the seller’s people were told.'
        }
      >
        {notices.length === 0 ? null : (
          <DataTable
            caption="Notices"
            layout="stack l-pair"
            columns={[
              { key: 'at', label: 'When' },
              { key: 'what', label: 'What' },
              { key: 'whom', label: 'Whom' },
            ]}
          >
            {notices.map((notice) => (
              <Notice key={notice.id} notice={notice} shop={shop} />
            ))}
          </DataTable>
        )}
      </Section>
    </>
  );
}
