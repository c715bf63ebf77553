import type { MemberShopDto, ShopAccess } from '@/contracts/members';
import { ROLES, type SellerRole } from '@/contracts/permissions';
import { roleTitle } from './words';

interface RightsFieldsProps {
  /** The roles that may be given. */
  readonly grants: readonly SellerRole[];
  readonly shops: readonly MemberShopDto[];
  readonly role: SellerRole;
  readonly access: ShopAccess;
  /** Messages by the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
}

function Problem({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <small className="err" role="alert">
      {text}
    </small>
  );
}

function Roles({ grants, role, fields }: Pick<RightsFieldsProps, 'grants' | 'role' | 'fields'>) {
  return (
    <fieldset className="f">
      <legend>Role</legend>
      <div className="roles">
        {grants.map((one) => (
          <label key={one}>
            <input className="check" type="radio" name="role" value={one} defaultChecked={one === role} required />
            <span>
              {roleTitle(one)}
              <small>{ROLES[one].means}</small>
            </span>
          </label>
        ))}
      </div>
      <Problem text={fields['role']} />
    </fieldset>
  );
}

function Shops({ shops, access, fields }: Pick<RightsFieldsProps, 'shops' | 'access' | 'fields'>) {
  const isAll = access === 'all';
  return (
    <fieldset className="f of-shops">
      <legend>Shops</legend>
      <div className="radios">
        <label>
          <input className="check" type="radio" name="access" value="all" defaultChecked={isAll} />
          Every shop, also later ones
        </label>
        <label>
          <input className="check" type="radio" name="access" value="chosen" defaultChecked={!isAll} />
          Only these
        </label>
      </div>
      <div className="chosen">
        {shops.map(({ id, name }) => (
          <label key={id}>
            <input
              className="check"
              type="checkbox"
              name={`shop-${id}`}
              defaultChecked={!isAll && access.some((shop) => shop.id === id)}
            />
            {name}
          </label>
        ))}
      </div>
      <small>Owners and admins always see every shop.</small>
      <Problem text={fields['access']} />
    </fieldset>
  );
}

/** What somebody is to be allowed: a role, and which shops. Plain fields, which work without JavaScript. */
export function RightsFields({ grants, shops, role, access, fields }: RightsFieldsProps) {
  return (
    <>
      <Roles grants={grants} role={role} fields={fields} />
      {shops.length > 1 ? <Shops shops={shops} access={access} fields={fields} /> : null}
    </>
  );
}
