import type { AuditActor } from '@/server/commands/audit/append-audit';

/** People of the marketplace, as the demo has them: an agent proposes, a lead confirms. */
export const OTIS: AuditActor = { person: { key: 'ops:otis', name: 'Otis Reed' }, role: 'ops-agent', seller: null };
export const LENA: AuditActor = { person: { key: 'ops:lena', name: 'Lena Voss' }, role: 'ops-lead', seller: null };
