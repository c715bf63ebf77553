import type { ShopPersonDto } from '@/contracts/ops-shop';
import type { ShopContext } from '@/contracts/shell';
import { dayOf } from '@/domain/calendar/instant';
import type { Database } from '@/server/db/database';
import { listShopPeople } from '@/server/queries/ops/shop';
import { Day } from '@/ui/day';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { DataTable } from '@/ui/table';
import { roleTitle } from './words';

function Person({ person, zone }: { readonly person: ShopPersonDto; readonly zone: string }) {
  return (
    <tr>
      <td className="full">
        <b className="b">{person.name}</b>
        <span className="sub break-all">{person.email}</span>
      </td>
      <td>
        {roleTitle(person.role)}
        <span className="sub">{person.seesEveryShop ? 'Every shop' : 'Chosen shops'}</span>
      </td>
      <td className="r last nw">
        <Day value={dayOf(person.joinedAt, zone)} style="short" />
      </td>
    </tr>
  );
}

/** Who acts for a shop, and in which role. */
export async function OpsPeople({ shop, database }: { readonly shop: ShopContext; readonly database: Database }) {
  const people = await listShopPeople(database.pool, shop.id);
  return (
    <Section title="Who acts for it" say="Members of the seller who may see this shop." columns={7}>
      {people.length === 0 ? (
        <EmptyState icon="user-check" title="Nobody yet">
          A shop that came with its facts has members once its seller is opened.
        </EmptyState>
      ) : (
        <DataTable
          caption="Members who may see this shop"
          layout="stack l-pair plain"
          columns={[
            { key: 'who', label: 'Person' },
            { key: 'role', label: 'Role' },
            { key: 'since', label: 'Since', align: 'right' },
          ]}
        >
          {people.map((person) => (
            <Person key={person.no} person={person} zone={shop.zone} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}
