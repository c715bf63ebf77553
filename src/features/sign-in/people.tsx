'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { may, ROLES } from '@/contracts/permissions';
import type { DemoOpsDto, DemoPeopleDto, DemoPersonDto, ImportedShopDto } from '@/contracts/sign-in';
import { Amount } from '@/ui/amount';
import { isNegative } from '@/ui/amount-text';
import { PeopleList, type Person } from '@/ui/people-list';
import { signInAsListed } from './actions';
import { STATE_WORDS } from './labels';

function sayPerson(person: DemoPersonDto): string {
  const { shopCount, frozenCount, inactiveCount, states } = person;
  const what =
    shopCount === 1
      ? states.map((state) => STATE_WORDS[state])
      : [
          `${shopCount} shops`,
          ...(frozenCount > 0 ? [`${frozenCount} frozen`] : []),
          ...(inactiveCount > 0 ? [`${inactiveCount} inactive`] : []),
        ];
  const role = person.role === 'owner' ? [] : [ROLES[person.role].name];
  const said = [...what, ...role, ...(may(person.role, 'see-money') ? [] : ['sees no money'])];
  return `${person.seller}${said.length === 0 ? ': nothing held, nothing owed' : `: ${said.join(', ')}`}`;
}

function sayShop(shop: ImportedShopDto): string {
  const states = shop.states.map((state) => STATE_WORDS[state]).join(', ');
  return states === '' ? shop.externalId : `${states}; ${shop.externalId}`;
}

function rowOf(
  key: string,
  name: string,
  note: string,
  { available, currency }: DemoPersonDto | ImportedShopDto,
): Person {
  if (available === null) return { key, name, note, aside: <span className="id">no amounts</span> };
  const aside = <Amount value={available} currency={currency} tone={isNegative(available) ? 'owed' : 'plain'} />;
  return { key, name, note, aside };
}

function rowOfOps({ key, name, role }: DemoOpsDto): Person {
  return { key, name, note: `${ROLES[role].name}: ${ROLES[role].means}`, aside: null };
}

/** Everybody that the demo lets one be. One form: whole rows are its buttons, and it works without JavaScript. */
export function People({ people, ops, imported }: Pick<DemoPeopleDto, 'people' | 'ops' | 'imported'>) {
  const [state, send, isPending] = useActionState(signInAsListed, IDLE);
  const groups = [
    { title: 'Sellers', people: people.map((person) => rowOf(person.key, person.name, sayPerson(person), person)) },
    { title: 'Marketplace', people: ops.map(rowOfOps) },
    { title: 'Imported shops', people: imported.map((shop) => rowOf(shop.key, shop.name, sayShop(shop), shop)) },
  ];
  return (
    <form action={send} aria-busy={isPending}>
      {state.status === 'refused' ? (
        <p className="sm" role="alert">
          {state.message}
        </p>
      ) : null}
      <noscript>
        <input type="hidden" name="scripts" value="off" />
      </noscript>
      <PeopleList field="person" groups={groups.filter((group) => group.people.length > 0)} />
    </form>
  );
}
