import type { PortfolioPageDto, PortfolioRowDto } from '@/contracts/portfolio';
import { TextLink } from '@/ui/button';
import { Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { GoTo } from './go-to';
import { shopsHref } from './search';
import { nextStep, STANDING_LOOK } from './words';

function Step({ row }: { readonly row: PortfolioRowDto }) {
  const { text, place } = nextStep(row);
  return (
    <>
      <b className="b">{row.name}</b>:{' '}
      <GoTo shop={row.externalId} place={place} label={`${row.name}: ${text}`}>
        {text}
      </GoTo>
    </>
  );
}

/** What is to be done first, over all shops, and how many have been checked today. */
export function DoToday({ page }: { readonly page: PortfolioPageDto }) {
  const { urgent, counts, checkedCount } = page;
  const others = counts['needs-you'] - urgent.length;
  const hasMoney = page.totals.length > 0;
  return (
    <Section
      title="Do today"
      aside={<TextLink href={shopsHref({ checks: 'open' })}>{`${checkedCount} of ${counts.all} checked`}</TextLink>}
      say={
        urgent.length === 0
          ? 'No shop needs you now.'
          : hasMoney
            ? 'One shop cannot pay for another: each balance stands alone.'
            : 'The shops that need somebody, worst first.'
      }
    >
      {urgent.length === 0 ? null : (
        <div className="todo">
          <Sentences
            items={urgent.map((row) => ({
              key: row.externalId,
              icon: STANDING_LOOK[row.standing].icon,
              tone: STANDING_LOOK[row.standing].tone === 'owed' ? ('no' as const) : ('wait' as const),
              text: <Step row={row} />,
            }))}
          />
        </div>
      )}
      {others > 0 ? (
        <p className="sm mt-2">
          <TextLink href={shopsHref({ view: 'needs-you' })}>{`${others} more need you`}</TextLink>
        </p>
      ) : null}
    </Section>
  );
}
