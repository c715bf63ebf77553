import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeMemberSchema, inviteSchema } from '@/contracts/members';
import { RightsFields } from '@/features/members/rights-fields';
import { RoleTable } from '@/features/members/role-table';

const SHOPS = [
  { id: 4, name: 'Outdoor' },
  { id: 7, name: 'Kitchen' },
];

const checked = () =>
  [...screen.getAllByRole<HTMLInputElement>('radio'), ...screen.queryAllByRole<HTMLInputElement>('checkbox')]
    .filter((input) => input.checked)
    .map(({ name, value }) => (name.startsWith('shop-') ? name : `${name} ${value}`));

describe('the fields of somebody’s rights', () => {
  it('offer the roles that may be given, and no other', () => {
    render(
      <RightsFields grants={['finance', 'support', 'viewer']} shops={SHOPS} role="viewer" access="all" fields={{}} />,
    );
    const roles = screen.getAllByRole<HTMLInputElement>('radio').filter(({ name }) => name === 'role');
    expect(roles.map(({ value }) => value)).toEqual(['finance', 'support', 'viewer']);
  });

  it('show what a member has: finance, of the kitchen alone', () => {
    render(
      <RightsFields
        grants={['finance', 'viewer']}
        shops={SHOPS}
        role="finance"
        access={[SHOPS[1] ?? { id: 7, name: 'Kitchen' }]}
        fields={{}}
      />,
    );
    expect(checked()).toEqual(['role finance', 'access chosen', 'shop-7']);
  });

  it('ask for no shops where there is one', () => {
    render(<RightsFields grants={['finance']} shops={SHOPS.slice(0, 1)} role="finance" access="all" fields={{}} />);
    expect(screen.queryByText('Only these')).toBeNull();
  });

  it('say at the field what is refused', () => {
    render(
      <RightsFields
        grants={['finance']}
        shops={SHOPS}
        role="finance"
        access="all"
        fields={{ access: 'Choose at least one shop.' }}
      />,
    );
    expect(screen.getByRole('alert').textContent).toBe('Choose at least one shop.');
  });
});

describe('the form of an invitation', () => {
  it('reads the boxes of the shops, in any case of the address', () => {
    const form = { email: ' Nina@Example.com ', role: 'finance', access: 'chosen', 'shop-4': 'on', 'shop-x': 'on' };
    expect(inviteSchema.parse(form)).toEqual({ email: 'nina@example.com', role: 'finance', shops: [4] });
  });

  it('takes no boxes where every shop is chosen', () => {
    expect(changeMemberSchema.parse({ no: '3', role: 'viewer', access: 'all', 'shop-4': 'on' })).toEqual({
      no: 3,
      role: 'viewer',
      shops: 'all',
    });
  });

  it('takes no role of the marketplace', () => {
    expect(inviteSchema.safeParse({ email: 'n@example.com', role: 'ops-lead', access: 'all' }).success).toBe(false);
  });
});

describe('the table of roles', () => {
  it('says that finance pays bills and support does not', () => {
    render(<RoleTable />);
    const row = screen.getByRole('row', { name: /start, pay and cancel bills/ });
    const [, , , finance, support] = within(row).getAllByRole('cell');
    expect([finance?.textContent, support?.textContent]).toEqual(['yes', '–']);
  });
});
