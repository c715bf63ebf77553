import { describe, expect, it } from 'vitest';
import {
  ALL_ROLES,
  GRANTS,
  may,
  mayGrant,
  OPS_ROLES,
  PERMISSIONS,
  type Permission,
  SELLER_ROLES,
} from '@/contracts/permissions';

const whoMay = (permission: Permission) => ALL_ROLES.filter((role) => may(role, permission));

describe('the table of permissions', () => {
  it('lets support see no money, nor do anything about it', () => {
    const granted = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may('support', permission));
    expect(granted).toEqual(['use-own-account', 'see-shops', 'manage-alerts', 'check-shops']);
  });

  it('leaves bank accounts to owners alone', () => {
    expect(whoMay('manage-bank-accounts')).toEqual(['owner']);
  });

  it('leaves members to owners and admins', () => {
    expect(whoMay('manage-members')).toEqual(['owner', 'admin']);
  });

  it('lets a viewer see and change nothing', () => {
    const granted = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may('viewer', permission));
    expect(granted).toEqual(['use-own-account', 'see-shops', 'see-money']);
  });

  it('lets the marketplace’s people do nothing as a seller', () => {
    const ofSellers = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may('owner', permission));
    const shared = ofSellers.filter((permission) => OPS_ROLES.some((role) => may(role, permission)));
    expect(shared).toEqual(['use-own-account']);
  });

  it('lets nobody give a role that may more than they may', () => {
    for (const granter of SELLER_ROLES) {
      for (const given of GRANTS[granter]) {
        const more = (Object.keys(PERMISSIONS) as Permission[]).filter((one) => may(given, one) && !may(granter, one));
        expect(more, `${granter} gives ${given}`).toEqual([]);
      }
    }
  });

  it('lets an admin neither make nor change owners and admins', () => {
    expect(['owner', 'admin'].map((role) => mayGrant('admin', role as 'owner' | 'admin'))).toEqual([false, false]);
  });
});
