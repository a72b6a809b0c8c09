/**
 * Who works with the system as staff. Municipal officers who answer a survey from a link hold a capability, not a
 * role, and are not here.
 */
import * as z from 'zod';

export const roles = [
  'body-staff',
  'body-manager',
  'receiver-officer',
  'prefecture-officer',
  'auditor',
  'administrator',
] as const;

export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** What each role is called on pages. A programme may give a role a title of its own. */
export const roleLabels = {
  'body-staff': '実施団体 担当者',
  'body-manager': '実施団体 責任者',
  'receiver-officer': '所管側 担当官',
  'prefecture-officer': '都道府県 担当者',
  auditor: '監査人',
  administrator: 'システム管理者',
} as const satisfies Record<Role, string>;
