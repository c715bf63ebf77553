import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { SELLER_ROLES, type SellerRole } from './permissions';
import { newPassword } from './security';

/** A shop of the seller, as members are restricted to it. */
export interface MemberShopDto {
  readonly id: number;
  readonly name: string;
}

/** Which shops somebody may see: all of the seller's, those to come too, or the named ones. */
export type ShopAccess = 'all' | readonly MemberShopDto[];

/** A person who acts for the seller. */
export interface MemberDto {
  readonly no: number;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly access: ShopAccess;
  readonly joinedAt: Instant;
  /** Whether it is the one who asks. */
  readonly isSelf: boolean;
  /** Whether the one who asks may change and remove them. */
  readonly mayChange: boolean;
}

/** An invitation that was neither accepted nor withdrawn. */
export interface InvitationDto {
  readonly id: string;
  readonly email: string;
  readonly role: SellerRole;
  readonly access: ShopAccess;
  readonly invitedBy: string;
  readonly expiresAt: Instant;
  readonly isExpired: boolean;
  readonly mayChange: boolean;
}

export interface MembersDto {
  readonly seller: string;
  readonly members: readonly MemberDto[];
  readonly invitations: readonly InvitationDto[];
  readonly shops: readonly MemberShopDto[];
  /** The roles that the one who asks may give. */
  readonly grants: readonly SellerRole[];
}

/** What an invitation's page says before it is accepted. */
export interface OpenInvitationDto {
  readonly seller: string;
  readonly role: SellerRole;
  readonly email: string;
  readonly invitedBy: string;
  readonly expiresAt: Instant;
  /** Names of the shops; null for all. */
  readonly shops: readonly string[] | null;
  /** Whether somebody signs in with this address already. */
  readonly hasUser: boolean;
}

/** The fields of a form that say what somebody may see: a role, all shops or chosen ones, and a box `shop-12` for each chosen. */
const rightsShape = {
  role: z.enum(SELLER_ROLES, 'Choose a role.'),
  access: z.enum(['all', 'chosen']).catch('all'),
};

function chosenShops(fields: Readonly<Record<string, unknown>>): number[] {
  return Object.keys(fields).flatMap((name) => {
    const id = /^shop-(\d{1,9})$/.exec(name)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
}

interface Rights {
  readonly role: SellerRole;
  /** Numbers of shops, or all of them. */
  readonly shops: 'all' | readonly number[];
}

function readRights({ role, access, ...rest }: { role: SellerRole; access: 'all' | 'chosen' }): Rights {
  return { role, shops: access === 'all' ? 'all' : chosenShops(rest) };
}

export const inviteSchema = z
  .looseObject({
    email: z
      .string('Give an e-mail address.')
      .trim()
      .toLowerCase()
      .max(254, 'This address is too long.')
      .pipe(z.email('This is not an e-mail address.')),
    ...rightsShape,
  })
  .transform(({ email, ...rights }) => ({ email, ...readRights(rights) }));

export const changeMemberSchema = z
  .looseObject({ no: z.coerce.number().int().positive(), ...rightsShape })
  .transform(({ no, ...rights }) => ({ no, ...readRights(rights) }));

export const memberNoSchema = z.object({ no: z.coerce.number().int().positive() });

export const invitationIdSchema = z.object({ invitation: z.string().regex(/^inv_[0-9A-Z]{26}$/) });

/** The token in an invitation's address: 32 random bytes. */
export const invitationTokenSchema = z.string().regex(/^[\w-]{43}$/);

/** The form of an invitation's page; name and password of somebody who has not signed in before. */
export const acceptSchema = z.object({
  token: invitationTokenSchema,
  name: z.string().trim().max(80, 'Use 80 characters or fewer.').catch(''),
  password: z.preprocess((value) => (value === '' ? undefined : value), newPassword.optional()),
});
export type AcceptInput = z.output<typeof acceptSchema>;
