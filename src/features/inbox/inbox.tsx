import './inbox.css';
import type { InboxItemDto, InboxSearch } from '@/contracts/inbox';
import { NOTICE_GROUPS, NOTICES } from '@/contracts/notices';
import type { NoticeGroup } from '@/contracts/notices/define';
import { sellerDatabase } from '@/server/db/seller';
import { kindsFor, type Reader, readInbox } from '@/server/queries/inbox';
import { TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { FilterChips, FilterMenu, Segmented } from '@/ui/filters';
import { Icon } from '@/ui/icon';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { ShowOlder } from '@/ui/table';
import { MarkRead } from './mark-read';
import { INBOX_PATH, inboxHref, openHref } from './search';
import { TONES, wordsOf } from './words';

interface InboxProps {
  readonly reader: Reader & { readonly seller: { readonly id: number; readonly name: string } };
  readonly asked: InboxSearch;
  /** Whether the actor has more shops than one: then each notice names its own. */
  readonly hasShops: boolean;
}

function Item({
  item,
  seller,
  hasShops,
}: {
  readonly item: InboxItemDto;
  readonly seller: string;
  readonly hasShops: boolean;
}) {
  const { title, happened, next, link } = wordsOf(item, seller);
  const look = TONES[item.tone];
  return (
    <li className={item.isRead ? 'notice' : 'notice unread'} id={`notice-${item.id}`}>
      <span className={`chip ${look.tone}`}>
        <Icon name={look.icon} label={look.word} />
      </span>
      <div>
        <h3>
          {item.isRead ? null : <span className="sr">Unread: </span>}
          {title}
        </h3>
        <p className="xs faint">
          <Day value={item.day} year="" />
          {hasShops && item.shop !== null ? ` · ${item.shop.name}` : ''} · {NOTICES[item.kind].label}
        </p>
        <p>{happened}</p>
        {next === null ? null : <p className="b">{next}</p>}
        <div className="acts">
          {/* Not a Link: those are fetched ahead, and opening marks it read. */}
          <a className="btn sm" href={openHref(item.id)}>
            {link.label}
            <Icon name="right" />
          </a>
          {item.isRead ? null : <MarkRead notice={item.id} title={title} />}
        </div>
      </div>
    </li>
  );
}

function Filters({
  asked,
  groups,
  unreadCount,
}: {
  readonly asked: InboxSearch;
  readonly groups: readonly NoticeGroup[];
  readonly unreadCount: number;
}) {
  const chips =
    asked.group === undefined
      ? []
      : [{ key: 'group', label: NOTICE_GROUPS[asked.group], href: inboxHref(asked, { group: undefined }) }];
  return (
    <>
      <div className="filters">
        <Segmented
          label="Which notices"
          segments={[
            {
              key: 'all',
              label: 'All',
              href: inboxHref(asked, { show: undefined }),
              isCurrent: asked.show === undefined,
            },
            {
              key: 'unread',
              label: 'Unread',
              count: unreadCount,
              href: inboxHref(asked, { show: 'unread' }),
              isCurrent: asked.show === 'unread',
            },
          ]}
        />
        <FilterMenu label="About" action={INBOX_PATH} keep={asked.show === undefined ? {} : { show: asked.show }}>
          <fieldset className="f">
            <legend className="sr">About</legend>
            <div className="radios">
              {groups.map((group) => (
                <label key={group}>
                  <input
                    className="check"
                    type="radio"
                    name="group"
                    value={group}
                    defaultChecked={group === asked.group}
                  />
                  {NOTICE_GROUPS[group]}
                </label>
              ))}
            </div>
          </fieldset>
        </FilterMenu>
        {unreadCount === 0 ? null : <MarkRead />}
      </div>
      <FilterChips chips={chips} />
    </>
  );
}

function Nothing({ asked }: { readonly asked: InboxSearch }) {
  if (asked.show === undefined && asked.group === undefined) {
    return (
      <EmptyState icon="bell" title="Nothing has happened yet">
        What happens to your shops is told here: payouts, what you owe, measures, reserve levels and more.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="done" title="Nothing here" action={<TextLink href={INBOX_PATH}>Show everything</TextLink>}>
      {asked.show === 'unread' ? 'You have read everything that this shows.' : 'Nothing of this kind has happened.'}
    </EmptyState>
  );
}

/** What somebody was told, newest first. */
export async function Inbox({ reader, asked, hasShops }: InboxProps) {
  const { items, unreadCount, older } = await readInbox(sellerDatabase().pool, reader, asked);
  const known = new Set(kindsFor(reader.role).map((kind) => NOTICES[kind].group));
  const groups = (Object.keys(NOTICE_GROUPS) as NoticeGroup[]).filter((group) => known.has(group));
  return (
    <>
      <Filters asked={asked} groups={groups} unreadCount={unreadCount} />
      {items.length === 0 ? (
        <Nothing asked={asked} />
      ) : (
        <Section title="Notices" say={unreadCount === 0 ? 'You have read everything.' : `${unreadCount} not read yet.`}>
          <ul className="notices">
            {items.map((item) => (
              <Item key={item.id} item={item} seller={reader.seller.name} hasShops={hasShops} />
            ))}
          </ul>
          <ShowOlder
            shown={items.length}
            total={null}
            noun="notice"
            href={older === null ? null : inboxHref(asked, { before: older })}
          />
        </Section>
      )}
    </>
  );
}

/** As high as a few notices. */
export function InboxSkeleton() {
  return (
    <Section title="Notices">
      <Skeleton lines={8} rowHeight={56} label="Loading the inbox" />
    </Section>
  );
}
