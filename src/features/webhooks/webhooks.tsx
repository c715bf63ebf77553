import './webhooks.css';
import type { Actor } from '@/contracts/shell';
import type { EndpointDto } from '@/contracts/webhooks';
import { confirmPath, isFresh } from '@/server/auth/step-up';
import { sellerDatabase } from '@/server/db/seller';
import { listEndpoints } from '@/server/queries/webhooks';
import { Banner } from '@/ui/banner';
import { Door, LinkButton } from '@/ui/button';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { AddForm } from './add-form';
import { endpointLook, kindsText, momentText } from './labels';
import { endpointHref, WEBHOOKS_PATH } from './paths';

/** Asks for a proof of who it is, where the last one is older than five minutes. */
export function ConfirmFirst({ path }: { readonly path: string }) {
  return (
    <Banner
      tone="note"
      icon="lock"
      title="To change anything here, confirm that it is you"
      actions={<LinkButton href={confirmPath(path)}>Confirm</LinkButton>}
    >
      Adding a webhook and changing one asks for your password or a code, once in five minutes.
    </Banner>
  );
}

function Row({ endpoint }: { readonly endpoint: EndpointDto }) {
  const { id, url, kinds, lastDeliveredAt, queuedCount } = endpoint;
  return (
    <tr>
      <td className="full webhook-url">
        <Door href={endpointHref(id)}>{url}</Door>
        <span className="sub">{kindsText(kinds)}</span>
      </td>
      <td className="nw">
        <StatusChip look={endpointLook(endpoint)} />
        <span className="sub">
          {lastDeliveredAt === null ? 'nothing delivered yet' : `last delivered ${momentText(lastDeliveredAt)}`}
        </span>
      </td>
      <td className="r last">{queuedCount}</td>
    </tr>
  );
}

function List({ endpoints }: { readonly endpoints: readonly EndpointDto[] }) {
  if (endpoints.length === 0) {
    return (
      <EmptyState icon="split" title="No webhook yet">
        A webhook tells your own server what happens, within seconds: a payout, a measure, a bill.
      </EmptyState>
    );
  }
  return (
    <Section title="Your webhooks" say="Each is sent a signed POST for every event. Times are UTC.">
      <DataTable
        caption="Your webhooks"
        layout="stack l-pair"
        columns={[
          { key: 'url', label: 'Address' },
          { key: 'state', label: 'State' },
          { key: 'queued', label: 'Waiting', align: 'right' },
        ]}
      >
        {endpoints.map((endpoint) => (
          <Row key={endpoint.id} endpoint={endpoint} />
        ))}
      </DataTable>
    </Section>
  );
}

/** The servers that a seller has told of events. */
export async function Webhooks({ actor, sellerId }: { readonly actor: Actor; readonly sellerId: number }) {
  const endpoints = await listEndpoints(sellerDatabase().pool, sellerId);
  const isProved = isFresh(actor);
  return (
    <>
      {isProved ? null : <ConfirmFirst path={WEBHOOKS_PATH} />}
      <div className="webhooks-grid">
        <SectionGrid>
          <div className={isProved ? 'c7' : 'c12'}>
            <List endpoints={endpoints} />
          </div>
          {isProved ? (
            <Section title="Add a webhook" say="Its secret is shown once." columns={5}>
              <AddForm />
            </Section>
          ) : null}
        </SectionGrid>
      </div>
      <HowToCheck />
    </>
  );
}

function HowToCheck() {
  return (
    <Section title="How your server checks an event" say="Anybody can send a POST to an address that they know.">
      <ol className="sm how">
        <li>
          Read the header <code>Evenkeel-Signature</code>: <code>t=…,v1=…</code>, with a second <code>v1</code> while a
          secret changes.
        </li>
        <li>
          Make the HMAC-SHA256 of <code>t</code>, a full stop and the body as it came, with your secret, in hexadecimal.
          It must equal one of the <code>v1</code>.
        </li>
        <li>
          Refuse a <code>t</code> that is older than five minutes, and remember the <code>id</code> of each event: one
          whose answer we did not get is sent again under the same id.
        </li>
        <li>Answer 200 within ten seconds. Otherwise it is tried again, nine times over almost four days.</li>
      </ol>
    </Section>
  );
}

/** As high as a few endpoints. */
export function WebhooksSkeleton() {
  return (
    <Section title="Your webhooks">
      <Skeleton lines={4} rowHeight={52} label="Loading webhooks" />
    </Section>
  );
}
