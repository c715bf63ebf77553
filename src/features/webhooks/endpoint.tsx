import './webhooks.css';
import { notFound } from 'next/navigation';
import type { Actor } from '@/contracts/shell';
import type { DeliveriesSearch, DeliveryDto, EndpointPageDto } from '@/contracts/webhooks';
import { isFresh } from '@/server/auth/step-up';
import { sellerDatabase } from '@/server/db/seller';
import { readEndpoint } from '@/server/queries/webhooks';
import { Door } from '@/ui/button';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable, ShowOlder } from '@/ui/table';
import { Manage, Replay, TestEvent } from './endpoint-actions';
import { DELIVERY_LOOKS, endpointLook, kindLabel, kindsText, momentText } from './labels';
import { endpointHref } from './paths';
import { ConfirmFirst } from './webhooks';

interface EndpointProps {
  readonly actor: Actor;
  readonly sellerId: number;
  readonly id: string;
  readonly asked: DeliveriesSearch;
}

function Delivery({
  delivery,
  endpoint,
  before,
}: {
  readonly delivery: DeliveryDto;
  readonly endpoint: string;
  readonly before: string | undefined;
}) {
  const { id, eventId, kind, status, attempts, createdAt, tryAt, lastProblem } = delivery;
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return (
    <tr>
      <td className="full">
        <Door href={endpointHref(endpoint, { ...(before === undefined ? {} : { before }), open: id })}>
          {kindLabel(kind)}
        </Door>
        <span className="sub id">{eventId}</span>
      </td>
      <td className="nw">{momentText(createdAt)}</td>
      <td>
        <StatusChip look={DELIVERY_LOOKS[status]} />
        <span className="sub">
          {tries}
          {status === 'delivered' || lastProblem === null ? '' : `. ${lastProblem}`}
          {tryAt === null || attempts === 0 ? '' : ` Next: ${momentText(tryAt)}.`}
        </span>
      </td>
      <td className="r last">
        <Replay endpoint={endpoint} delivery={id} event={eventId} />
      </td>
    </tr>
  );
}

function Log({ page, asked }: { readonly page: EndpointPageDto; readonly asked: DeliveriesSearch }) {
  const { endpoint, deliveries, older } = page;
  if (deliveries.length === 0) {
    return (
      <EmptyState icon="queue" title="Nothing was sent yet">
        Send a test event, or wait for the first one.
      </EmptyState>
    );
  }
  return (
    <Section title="Log" say="Every event that was sent, newest first. Times are UTC.">
      <DataTable
        caption="Events sent, newest first"
        layout="stack l-pair"
        columns={[
          { key: 'event', label: 'Event' },
          { key: 'at', label: 'When' },
          { key: 'state', label: 'State' },
          { key: 'again', label: 'Send again', align: 'right', isHidden: true },
        ]}
      >
        {deliveries.map((delivery) => (
          <Delivery key={delivery.id} delivery={delivery} endpoint={endpoint.id} before={asked.before} />
        ))}
      </DataTable>
      <ShowOlder
        shown={deliveries.length}
        total={null}
        noun="event"
        href={older === null ? null : endpointHref(endpoint.id, { before: older })}
      />
    </Section>
  );
}

function Opened({ opened }: { readonly opened: NonNullable<EndpointPageDto['opened']> }) {
  return (
    <Section title="The opened event" id="opened">
      <pre className="event-body">{JSON.stringify(JSON.parse(opened.body), null, 2)}</pre>
      {opened.attempts.length === 0 ? <p className="sm muted">Not tried yet.</p> : null}
      <DataTable
        caption="Attempts, newest first"
        columns={[
          { key: 'at', label: 'When' },
          { key: 'came', label: 'What came of it' },
          { key: 'took', label: 'Took', align: 'right' },
        ]}
      >
        {opened.attempts.map(({ at, tookMs, statusCode, problem, answer }) => (
          <tr key={at}>
            <td className="nw">{momentText(at)}</td>
            <td className="full">
              {problem ?? `Answered ${statusCode}.`}
              {answer === null || answer === '' ? null : <span className="sub webhook-url">{answer}</span>}
            </td>
            <td className="r last nw">{tookMs.toLocaleString('en-US')} ms</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

/** An endpoint: its state, what can be done about it, and its log. */
export async function Endpoint({ actor, sellerId, id, asked }: EndpointProps) {
  const page = await readEndpoint(sellerDatabase().pool, sellerId, id, asked);
  if (page === null) notFound();
  const { endpoint, opened } = page;
  const isProved = isFresh(actor);
  const isOn = endpoint.status === 'active';
  return (
    <>
      {isProved ? null : <ConfirmFirst path={endpointHref(id)} />}
      <div className="webhooks-grid">
        <SectionGrid>
          <Section
            title="Where events go"
            say={<span className="webhook-url">{endpoint.url}</span>}
            aside={<StatusChip look={endpointLook(endpoint)} />}
            columns={isProved ? 7 : 12}
          >
            <p className="sm">About: {kindsText(endpoint.kinds)}.</p>
            {endpoint.oldSecretUntil === null ? null : (
              <p className="sm">The secret before signs too until {momentText(endpoint.oldSecretUntil)}.</p>
            )}
            {isOn ? (
              <TestEvent endpoint={endpoint.id} />
            ) : (
              <p className="sm">While it is off, nothing new is kept for it.</p>
            )}
          </Section>
          {isProved ? (
            <Section title="Change it" columns={5}>
              <Manage endpoint={endpoint.id} isOn={isOn} />
            </Section>
          ) : null}
        </SectionGrid>
      </div>
      {opened === null ? null : <Opened opened={opened} />}
      <Log page={page} asked={asked} />
    </>
  );
}
