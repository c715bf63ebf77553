import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

/** Prisma on the books: for the reads of a page and for ordinary commands. Bulk goes by COPY (copy.ts). */
export function connectPrisma(url: string, connections = 10): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
}

export type { PrismaClient };
