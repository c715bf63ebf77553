import { type AlertPreviewDto, PREVIEW_DAYS, readingWords } from '@/contracts/alerts';
import type { AlertKind } from '@/domain/alert/rule';
import { daysBetween } from '@/domain/calendar/plain-date';
import { counted } from '@/ui/counted';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { pageSay, periodText, timesText } from './words';

/** How many of a shop's alerts are told one by one. */
const TOLD = 6;

const HOLDS = { word: 'Met now', icon: 'alert', tone: 'held' } as const;
const ARMED = { word: 'Not met', icon: 'check', tone: 'idle' } as const;

/** The days of the preview, those marked on which the rule held; the words beside it say the same. */
function Strip({ preview }: { readonly preview: AlertPreviewDto }) {
  const { from, through, periods, heldBefore } = preview;
  if (from === null || through === null) return null;
  const at = (day: typeof from) => Math.max(0, daysBetween(from, day));
  const width = daysBetween(from, through) + 1;
  const earlier = heldBefore
    ? [{ from: 0, to: preview.heldDays - periods.reduce((sum, one) => sum + lengthOf(one), 0) }]
    : [];
  const bars = [...earlier, ...periods.map((one) => ({ from: at(one.began), to: at(one.began) + lengthOf(one) }))];
  function lengthOf({ began, ended }: (typeof periods)[number]): number {
    return (ended === null ? width : at(ended)) - at(began);
  }
  return (
    <svg className="days-strip" viewBox={`0 0 ${width} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="all" width={width} height="8" />
      {bars.map((bar) => (
        <rect key={bar.from} className="held" x={bar.from} width={Math.max(1, bar.to - bar.from)} height="8" />
      ))}
    </svg>
  );
}

function Periods({ kind, preview }: { readonly kind: AlertKind; readonly preview: AlertPreviewDto }) {
  const { periods, heldBefore, shop } = preview;
  const latest = [...periods].reverse();
  return (
    <>
      <b className="b">{timesText(periods.length)}</b>
      {latest.slice(0, TOLD).map((period) => (
        <span key={period.began} className="sub">
          {periodText(kind, period, shop.currency)}
        </span>
      ))}
      {latest.length > TOLD ? <span className="sub">and {counted(latest.length - TOLD, 'time')} before</span> : null}
      {heldBefore ? <span className="sub">It was met when the 90 days began.</span> : null}
    </>
  );
}

function Row({ kind, preview }: { readonly kind: AlertKind; readonly preview: AlertPreviewDto }) {
  const { shop, holdsNow, now, heldDays, through } = preview;
  if (through === null) {
    return (
      <tr>
        <td className="full">
          <b className="b">{shop.name}</b>
        </td>
        <td colSpan={3} className="muted">
          Its first day is not over yet.
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <td className="full of-shop">
        <b className="b">{shop.name}</b>
        <Strip preview={preview} />
      </td>
      <td>
        <Periods kind={kind} preview={preview} />
      </td>
      <td className="nw hide">{counted(heldDays, 'day')}</td>
      <td>
        <StatusChip look={holdsNow ? HOLDS : ARMED} />
        {now === null ? null : <span className="sub">{readingWords(kind, now, pageSay(shop.currency))}</span>}
      </td>
    </tr>
  );
}

function finding(previews: readonly AlertPreviewDto[]): string {
  const alerts = previews.reduce((sum, { periods }) => sum + periods.length, 0);
  const shops = previews.filter(({ periods }) => periods.length > 0).length;
  if (alerts === 0) return `It would not have told you once in the last ${PREVIEW_DAYS} days.`;
  const where = previews.length === 1 ? '' : ` in ${counted(shops, 'shop')}`;
  return `It would have told you ${timesText(alerts).toLowerCase()}${where} in the last ${PREVIEW_DAYS} days, judged by the books as they stood on each of them.`;
}

/** When a rule would have told, per shop. */
export function Preview({
  kind,
  previews,
  shopCount,
}: {
  readonly kind: AlertKind;
  readonly previews: readonly AlertPreviewDto[];
  /** How many the rule is for. */
  readonly shopCount: number;
}) {
  const rest = shopCount - previews.length;
  return (
    <Section title={`The last ${PREVIEW_DAYS} days`} say={finding(previews)} id="preview" columns={7}>
      {previews.length === 0 ? (
        <EmptyState icon="shops" title="No shop to show">
          This rule waits for the first shop.
        </EmptyState>
      ) : (
        <DataTable
          caption="When the rule would have told you, per shop"
          layout="stack l-pair"
          columns={[
            { key: 'shop', label: 'Shop' },
            { key: 'told', label: 'Would have told you' },
            { key: 'met', label: 'Met on' },
            { key: 'now', label: 'Last closed day' },
          ]}
        >
          {previews.map((preview) => (
            <Row key={preview.shop.id} kind={kind} preview={preview} />
          ))}
        </DataTable>
      )}
      {rest > 0 ? (
        <p className="sm muted">
          These are the {previews.length} of {shopCount} shops that stand worst. Choose one of the others to see it.
        </p>
      ) : null}
    </Section>
  );
}

/** As high as a preview of a few shops. */
export function PreviewSkeleton() {
  return (
    <Section title={`The last ${PREVIEW_DAYS} days`} columns={7}>
      <Skeleton lines={5} rowHeight={52} label="Closing the last 90 days again" />
    </Section>
  );
}
