import { may, PERMISSIONS, type Permission, SELLER_ROLES } from '@/contracts/permissions';
import { Icon } from '@/ui/icon';
import { DataTable } from '@/ui/table';
import { roleTitle } from './words';

const ASKED = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
  SELLER_ROLES.some((role) => may(role, permission)),
);

/** Who may do what, straight from the table that the checks use. */
export function RoleTable() {
  return (
    <DataTable
      caption="What each role may do"
      layout="stack l-rights"
      columns={[{ key: 'what', label: 'May' }, ...SELLER_ROLES.map((role) => ({ key: role, label: roleTitle(role) }))]}
    >
      {ASKED.map((permission) => (
        <tr key={permission}>
          <td className="full">{PERMISSIONS[permission].means}</td>
          {SELLER_ROLES.map((role) => (
            <td key={role} data-l={roleTitle(role)}>
              {may(role, permission) ? (
                <Icon name="check" label="yes" />
              ) : (
                <span className="faint" title="no">
                  –
                </span>
              )}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  );
}
