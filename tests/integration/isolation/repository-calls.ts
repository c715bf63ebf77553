import type { RunOutput, ShopState } from '@/domain/books';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import type { RecordedFact } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import type { ShopOutput } from '@/server/repositories/books-writer';
import type { ShopFigures } from '@/server/repositories/shops';
import type { Owner } from '../../support/two-shops';

/** A shop that the caller has no business with. */
export interface Victim extends Owner {
  readonly shop: string;
  readonly state: ShopState;
  /** A line of the bank that was matched with its bill. */
  readonly bankLine: number;
  /** The number of its fact of an unknown kind. */
  readonly flaggedFact: number;
  /** Another seller, who has no customer at the card provider yet. */
  readonly otherSellerId: number;
}

const DAY = plainDate('2026-03-12');
const SOON = instant('2026-04-01T00:00:00Z');
const MARCH_13 = { from: instant('2026-03-13T00:00:00Z'), until: instant('2026-03-14T00:00:00Z') };
const NAMES = (victim: Victim) => new Map([[victim.shopId, victim.shop]]);

const PAYOUT_FAILS = {
  statements: [],
  allocations: [],
  payouts: new Map(),
  payoutChanges: new Map([[1, { status: 'failed', settledOn: DAY, code: 'R02' }]]),
  standings: new Map(),
  holds: new Map(),
  newHolds: new Set(),
  journals: [],
  events: [],
  due: [],
} as const;

function outputOf(victim: Victim): ShopOutput {
  return {
    shopId: victim.shopId,
    output: PAYOUT_FAILS as unknown as RunOutput,
    lastStatementNo: 99,
    lastJournalNo: 99,
    lastEventNo: 99,
  };
}

function figuresOf({ shopId: id, state }: Victim): ShopFigures {
  const statements = { pending: 0, processing: 0, paid: 0 };
  const payouts = { processing: 0, paid: 0, failed: 0, returned: 0 };
  const nothing = minor(0n);
  return {
    id,
    state,
    balance: { available: nothing, inTransit: nothing, reserved: nothing, onHold: nothing, owed: nothing },
    lastFactNo: 999,
    lastJournalNo: 99,
    lastEventNo: 99,
    activeHolds: 0,
    pendingReason: 'scheduled',
    changes: { statements, payouts, onHoldOrders: 0 },
  };
}

function lossOf(shop: string): RecordedFact {
  const about = { id: 'planted', shop, type: 'adjustment.posted', occurredAt: SOON } as const;
  return {
    no: 999,
    occurredOn: DAY,
    effectiveOn: DAY,
    fact: { ...about, kind: 'lost-parcel', amount: minor(-500n), reason: 'Lost' },
  } as RecordedFact;
}

function accountOf(victim: Victim) {
  const amounts = [minor(1n), minor(2n)] as const;
  const deposits = {
    amounts,
    sentOn: DAY,
    arrivesOn: plainDate('2026-03-13'),
    expiresOn: plainDate('2026-03-27'),
    attempts: 0,
  };
  return {
    ...{
      shopId: victim.shopId,
      account: 'planted',
      last4: '0001',
      holderName: 'Nobody',
      accountType: 'personal' as const,
      accountKind: 'checking' as const,
    },
    ...{
      routingNumber: '021000021',
      sealedNumber: 'sealed',
      becomesPrimary: true,
      linkedBy: 'nobody',
      linkedAt: SOON,
      deposits,
    },
  };
}

const billOf = (victim: Victim, id: string) => ({
  ...{ shopId: victim.shopId, id, key: id, request: 'amount' as const, amount: minor(100n), statements: [] },
  ...{ createdBy: 'nobody', createdAt: SOON, expiresAt: SOON },
});

const paymentOf = (victim: Victim) => ({
  ...{ shopId: victim.shopId, id: 'pay_planted', bill: 'bil_late', key: 'planted', amount: minor(100n), card: 'pm_1' },
  ...{ brand: null, last4: null, createdAt: SOON },
});

const appealOf = ({ shopId }: Victim) => ({
  ...{ shopId, id: 'apl_planted', measures: ['freeze-withdrawals'], words: 'Planted', filedBy: 'nobody' },
  ...{ filedName: 'Nobody', filedAt: SOON, files: [] },
});

const decisionOf = ({ shopId }: Victim) => ({
  ...{ shopId, id: 'dcs_planted', decision: { kind: 'closure' }, reason: 'Planted by a test', effect: null },
  ...{ moved: minor(0n), needsSecond: true, by: { key: 'nobody', name: 'Nobody' }, at: SOON },
});

const invitationOf = ({ sellerId, shop }: Victim) => ({
  ...{ sellerId, id: `inv_${shop}`, email: 'nobody@example.com', role: 'viewer', shops: 'all', invitedBy: 'nobody' },
  expiresAt: SOON,
});

const memberOf = ({ sellerId, shop }: Victim) => ({
  ...{ sellerId, no: 2, personKey: 'nobody', userId: null, name: 'Nobody', email: `viewer@${shop}.example` },
  ...{ role: 'viewer', isActive: true, shops: 'all' },
});

/** The victim's rule (tests/support/two-shops.ts), and its first revision in the shop. */
const ruleOf = ({ sellerId, shopId }: Victim) => ({
  ...{ sellerId, shopId, id: `alr_${shopId}`, kind: 'owed-above', threshold: 5000n, createdBy: 'nobody' },
  ...{ status: 'active', revision: 1 },
});
const watchOf = ({ shopId }: Victim) => ({ ruleId: `alr_${shopId}`, revision: 1 });

const batchOf = ({ sellerId }: Victim) => `bat_${sellerId}`;

/**
 * What each function of the repositories is called with, to read or write rows of a shop that is not the caller's. By file and name, so that a
 * function that is new is missed.
 */
export const CALLS: Readonly<Record<string, Readonly<Record<string, (victim: Victim) => readonly unknown[]>>>> = {
  'alert-rules': {
    listAlertRules: ({ sellerId }) => [sellerId],
    lockAlertRule: ({ sellerId, shopId }) => [sellerId, `alr_${shopId}`],
    insertAlertRule: (victim) => [{ ...ruleOf(victim), id: 'alr_planted' }],
    updateAlertRule: (victim) => [{ ...ruleOf(victim), status: 'paused', revision: 2 }],
    selectWatchedShops: () => [],
    selectWatchedRules: ({ shopId }) => [shopId],
    keepWatch: (victim) => [victim.shopId, watchOf(victim), plainDate('2026-03-13')],
    beginAlert: (victim) => [victim.shopId, { ...watchOf(victim), revision: 2 }, { on: DAY, reading: {} }],
    endAlert: (victim) => [victim.shopId, watchOf(victim), DAY],
    selectActiveAlerts: ({ shopId }) => [[shopId]],
  },
  'bill-batches': {
    findBatch: (victim) => [victim.sellerId, batchOf(victim)],
    lockBatch: (victim) => [victim.sellerId, batchOf(victim)],
    keepBatch: (victim) => [
      {
        ...{ sellerId: victim.sellerId, id: 'bat_planted', key: 'planted', currency: 'USD' },
        ...{ createdBy: 'nobody', createdAt: SOON },
      },
    ],
    keepItem: (victim) => [
      {
        ...{ sellerId: victim.sellerId, batch: `${batchOf(victim)}_empty`, shopId: victim.shopId },
        ...{ bill: null, refusal: 'Planted' },
      },
    ],
    selectItems: (victim) => [victim.sellerId, batchOf(victim)],
    askAttempt: (victim) => [
      { sellerId: victim.sellerId, id: batchOf(victim) },
      { attempt: 2, key: 'planted', card: 'pm_planted' },
    ],
    askItems: (victim) => [batchOf(victim), 2, [{ shopId: victim.shopId, confirmed: minor(1n) }]],
    finishItem: (victim) => [batchOf(victim), { shopId: victim.shopId, attempt: 1, refusal: 'Planted' }],
    findBillsBatch: ({ bill }) => [bill.id],
  },
  checklist: {
    insertCheckEntries: ({ shopId }) => [
      [
        {
          ...{ shopId, id: 'chk_planted', day: DAY, item: 'balance', deed: 'checked', finding: 'ok', note: '' },
          ...{ byKey: 'nobody', byName: 'Nobody', at: SOON },
        },
      ],
    ],
    selectLatestChecks: ({ shopId }) => [shopId, DAY],
    selectCheckEntries: ({ shopId }) => [shopId, { before: null, day: null, limit: 10 }],
  },
  'saved-views': {
    selectViews: ({ sellerId }) => [{ sellerId, person: 'ann' }],
    keepView: ({ sellerId }) => [
      { sellerId, person: 'ann' },
      { id: 'viw_planted', name: 'Planted', query: '' },
    ],
    removeView: ({ sellerId }) => [{ sellerId, person: 'ann' }, 'viw_1'],
  },
  appeals: {
    insertAppeal: (victim) => [appealOf(victim)],
    hasOpenAppeal: ({ shopId }) => [shopId],
    findAppealShop: ({ shop }) => [`apl_${shop}`],
    findAppeal: ({ shopId, shop }) => [shopId, `apl_${shop}`],
    decideAppeal: ({ shopId, shop }) => [
      { shopId, id: `apl_${shop}` },
      { status: 'granted', reason: 'Planted', by: { key: 'nobody', name: 'Nobody' }, at: SOON },
    ],
    findAppealFile: ({ shop }) => [`apl_${shop}`, 1],
  },
  'bank-accounts': {
    keepBankAccounts: ({ shopId, shop }) => {
      const fact = { id: 'x', shop, type: 'bank-account.verified', occurredAt: SOON, account: 'acc-1' };
      return [[{ shopId, fact: { ...fact, last4: '6666', holderName: 'Nobody' } }]];
    },
    selectPayoutAccounts: ({ shopId }) => [[shopId]],
    listBankAccounts: ({ shopId }) => [shopId],
    findBankAccount: ({ shopId }) => [shopId, 'acc-1'],
    insertBankAccount: (victim) => [accountOf(victim)],
    countAttempt: ({ shopId }) => [shopId, 'acc-1'],
    markVerified: ({ shopId }) => [shopId, 'acc-1', SOON],
    markRemoved: ({ shopId }) => [shopId, 'acc-1', SOON],
  },
  decisions: {
    insertProposal: (victim) => [decisionOf(victim)],
    findDecisionShop: ({ shop }) => [`dcs_${shop}`],
    findDecision: ({ shopId, shop }) => [shopId, `dcs_${shop}`],
    settleDecision: ({ shopId, shop }) => [
      { shopId, id: `dcs_${shop}` },
      { status: 'refused', note: 'Planted', facts: [], by: { key: 'nobody', name: 'Nobody' }, at: SOON },
    ],
    sumMovedAlone: ({ shopId, shop }) => [{ shopId, person: shop, since: instant('2026-03-01T00:00:00Z') }],
  },
  'close-runs': {
    keepCloseFailure: ({ shopId, shop }) => {
      // The run that closed both shops.
      return [1, { shopId, shop, day: DAY, kind: 'engine', reference: 'A1B2C3D4' }];
    },
    settleCloseFailures: () => [3, DAY],
  },
  'dry-runs': {
    keepChangedShops: ({ shopId }) => {
      const sides = { before: {}, after: {} };
      return ['dry_ivy', 1, [{ shopId, size: minor(1n), sides }]];
    },
    listChangedShops: ({ shop }) => [`dry_${shop}`, 25, 0],
  },
  'bank-debits': {
    selectPayoutsOfDays: () => [['2026-03-10', '2026-03-11']],
    selectPayoutsByNo: ({ shopId }) => [[{ shopId, no: 1 }]],
    insertBankDebits: ({ shopId }) => {
      const words = { counterparty: '', description: '' };
      const line = { ...words, fingerprint: 'planted', bookedOn: DAY, amount: minor(100n), currency: 'USD' };
      return [[{ line, traced: { trace: 'EKPO', payout: { shopId, no: 1 } } }], SOON];
    },
  },
  'flagged-facts': {
    keepFlags: ({ shopId }) => [
      [{ shopId, flagged: [{ no: 1, order: null, flag: 'unknown-kind', reason: 'planted' }], arrived: [] }],
      SOON,
    ],
    lockFlag: ({ shopId, flaggedFact: no }) => [{ shopId, no, flag: 'unknown-kind' }],
    insertDismissal: ({ shopId, flaggedFact: no }) => [
      { shopId, no, flag: 'waiting', reason: 'planted', byKey: 'nobody', byName: 'Nobody', at: SOON },
    ],
  },
  'bank-lines': {
    selectFamilies: () => [new Set(['line of rook'])],
    insertBankLines: ({ shopId, bill }) => {
      const line = {
        fingerprint: 'planted',
        bookedOn: DAY,
        amount: minor(100n),
        currency: 'USD',
        counterparty: '',
        description: '',
      };
      const plan = { status: 'matched', bill: { shopId, bill: bill.id }, reason: 'reference' };
      return [[{ line, plan, credited: null, traced: { trace: null, payout: null } }], { by: null, now: SOON }];
    },
    selectBillsByReference: () => [['REF-ROOK']],
    selectAwaitedTransfers: () => [],
    selectUnfinishedLines: () => [],
    selectCreditOfShops: ({ shopId }) => [[shopId], { person: 'otis', on: DAY }],
    lockBankLine: ({ bankLine }) => [bankLine],
    decideBankLine: ({ bankLine }) => [bankLine, { status: 'unmatched', bill: null, reason: 'refused' }],
    insertLineDecision: ({ bankLine, shopId, bill }) => [
      {
        ...{ line: bankLine, decision: 'matched', bill: { shopId, id: bill.id }, reason: '' },
        ...{ byKey: 'nobody', byName: 'Nobody', at: SOON },
      },
    ],
  },
  bills: {
    findBill: ({ shopId, bill }) => [shopId, bill.id],
    lockBill: ({ shopId, bill }) => [shopId, bill.id],
    findBillByKey: ({ shopId, bill }) => [shopId, bill.key],
    selectAsks: ({ shopId }) => [shopId, { statuses: ['processing', 'unpaid'], except: null, now: SOON }],
    selectClearing: ({ shopId }) => [shopId],
    selectBillsToClear: () => [SOON, null],
    insertBill: (victim) => [billOf(victim, 'bil_planted')],
    updateBill: ({ shopId, bill }) => [
      { shopId, id: bill.id },
      { status: 'cancelled', needsAction: false },
    ],
    expireUnpaid: () => [SOON],
    listPayments: ({ shopId, bill }) => [shopId, bill.id],
    findPayment: ({ payment }) => [{ id: payment }],
    selectProcessingPayments: () => [],
    sumOfCharges: ({ shopId }) => [[shopId], instant('2026-03-01T00:00:00Z')],
    insertPayment: (victim) => [paymentOf(victim)],
    updatePayment: ({ shopId, payment }) => [{ shopId, id: payment }, { status: 'failed' }],
  },
  'books-reader': {
    selectDue: ({ shopId }) => [
      { shopIds: [shopId], first: [plainDate('2026-03-01')], last: [plainDate('2026-04-30')] },
    ],
    selectAllDue: ({ shopId }) => [[shopId]],
    selectHolds: ({ shopId }) => [[shopId], 'all'],
    selectPayoutsToClose: ({ shopId }) => [[shopId], [{ shopId, no: 1 }]],
    selectAllPayouts: ({ shopId }) => [[shopId]],
  },
  'books-writer': { writeBooks: (victim) => [[outputOf(victim)]] },
  'card-customers': {
    findCardCustomer: ({ sellerId }) => [sellerId],
    findCustomerOfShop: ({ shopId }) => [shopId],
    keepCardCustomer: ({ otherSellerId }) => [otherSellerId, 'cus_planted'],
    setDefaultCard: ({ sellerId }) => [sellerId, 'pm_planted'],
  },
  facts: {
    insertFacts: ({ shopId, shop }) => [[{ shopId, recorded: lossOf(shop) }], SOON],
    selectAllFacts: (victim) => [NAMES(victim), null],
    selectShopFacts: ({ shopId, shop }) => [{ id: shopId, shop }, plainDate('2026-03-11')],
    selectFactsToClose: (victim) => [
      [{ shopId: victim.shopId, first: plainDate('2026-03-01'), last: DAY, deferred: [], windows: [] }],
      NAMES(victim),
    ],
    selectContents: (victim) => [new Map([[victim.shopId, ['fact-0001']]]), NAMES(victim)],
    selectFactsOfOrders: (victim) => [new Map([[victim.shopId, ['A']]]), NAMES(victim)],
    hasFact: ({ shopId }) => [shopId, 'fact-0001'],
  },
  invitations: {
    addInvitation: (victim) => [{ ...invitationOf(victim), id: 'inv_planted' }, 'planted'],
    lockOpenInvitations: ({ sellerId }) => [sellerId],
    findInvitation: ({ sellerId, shop }) => [sellerId, `inv_${shop}`],
    findOpenInvitation: ({ shop }) => [`token of ${shop}`, { locks: true }],
    withdrawAll: (victim) => [victim.sellerId, [invitationOf(victim)]],
    markAccepted: (victim) => [invitationOf(victim)],
  },
  journals: { selectJournals: ({ shopId }) => [[shopId]], selectEvents: ({ shopId }) => [[shopId]] },
  members: {
    lockMembers: ({ sellerId }) => [sellerId],
    shopsOfSeller: ({ sellerId, shopId }) => [sellerId, [shopId]],
    selectOwnShops: () => ['ops:rook'],
    keepMember: (victim) => [{ ...memberOf(victim), role: 'owner' }],
    dropMember: (victim) => [memberOf(victim)],
  },
  'payout-files': {
    selectPayoutsToSend: () => ['us', SOON.slice(0, 10)],
    selectPayoutsOfFile: () => ['2026-03-11-R'],
    countPayoutFiles: () => [plainDate('2026-03-11')],
    findPayoutFile: () => ['2026-03-11-R'],
    listPayoutFiles: () => [],
    insertPayoutFile: ({ shopId }) => [
      { id: 'planted', marketplace: 'us', createdOn: DAY, modifier: 'Z', effectiveOn: plainDate('2026-03-13') },
      [{ shopId, no: 101 }],
    ],
    selectEffectiveDays: ({ shopId }) => [[shopId]],
  },
  seals: {
    sealDays: ({ shopId }) => [[shopId]],
    selectBrokenDays: ({ shopId }) => [[shopId], 9],
    selectMarkedRows: ({ shopId }) => [shopId, plainDate('2026-03-11')],
    countSeals: ({ shopId }) => [[shopId]],
  },
  'reconciliation-provider': {
    selectCaptured: () => [{ payments: ['pay_captured'], refs: [], bills: [] }],
    selectCapturedIn: () => [MARCH_13],
    selectReversed: ({ shopId }) => [[{ shopId, source: 're_rook' }]],
    selectReversedIn: () => [MARCH_13],
    selectMarketplaces: ({ shop }) => [[shop]],
  },
  'reconciliation-bank': {
    selectTracedLines: () => [DAY],
    selectSentPayouts: () => [DAY],
    selectSentFiles: () => [DAY, DAY],
    selectReturnedPayouts: () => [
      { day: DAY, from: plainDate('2026-01-01'), through: plainDate('2026-12-31'), apart: 5 },
    ],
  },
  'seller-views': {
    findSellerView: ({ sellerId }) => [`ses_${sellerId}`, instant('2026-01-01T00:00:00Z')],
    insertSellerView: ({ sellerId }) => [
      {
        ...{ id: 'svw_planted', sellerId, sessionId: 'planted', personKey: 'nobody', purpose: 'none' },
        ...{ begunAt: instant('2026-03-13T10:00:00Z'), until: instant('2026-03-13T10:10:00Z') },
      },
    ],
    endSellerView: ({ sellerId }) => [`ses_${sellerId}`, instant('2026-03-13T10:00:00Z')],
  },
  'shop-notes': {
    insertNote: ({ shopId }) => [
      {
        ...{ shopId, id: 'not_planted', statementNo: null, words: 'Planted', byKey: 'nobody', byName: 'Nobody' },
        at: instant('2026-03-13T10:00:00Z'),
      },
    ],
    selectNotes: ({ shopId }) => [shopId, {}],
  },
  shops: {
    lockShops: ({ shopId }) => [[shopId]],
    findShops: ({ shop }) => [[shop]],
    selectShops: ({ shopId }) => [[shopId]],
    listShops: ({ shop }) => [shop],
    insertShops: ({ state }) => [[{ state: { ...state, shop: 'planted' }, currency: 'USD' }]],
    updateLastFactNos: ({ shopId }) => [new Map([[shopId, 999]])],
    selectStates: ({ shopId }) => [[shopId]],
    updateShops: (victim) => [[figuresOf(victim)]],
    selectBalances: ({ shopId }) => [[shopId]],
  },
  statements: {
    selectStatements: ({ shopId }) => [[shopId]],
    selectLines: ({ shopId }) => [[shopId]],
    selectStatementLines: ({ shopId }) => [shopId, 1],
    selectAllocations: ({ shopId }) => [[shopId]],
  },
  users: {
    findUserByEmail: ({ shop }) => [`viewer@${shop}.example`],
    addUser: () => [{ email: 'planted@example.com', name: 'Nobody', passwordHash: 'none' }],
  },
};

/** Take a lock that is nobody's, and touch no row. */
export const LOCKS: readonly string[] = ['lockImports', 'lockOpenings', 'lockPayoutFiles', 'lockPolicies', 'lockWatch'];

/** Functions about what belongs to no shop or seller: the policy books are everybody's to read, the head of the seals is over all shops. */
export const OF_NOBODY: readonly string[] = [
  ...['selectHead', 'selectHeadHash'],
  ...['selectPolicies', 'selectBook', 'selectPoliciesToClose', 'listVersions', 'insertVersion', 'insertDecision'],
  ...[
    'selectMarketplaceStanding',
    'insertDryRun',
    'listDryRuns',
    'listUnfinishedDryRuns',
    'beginDryRun',
    'finishDryRun',
  ],
  // Lines that are matched with no bill are of no shop.
  ...['insertBankFile', 'selectUnnamedLines', 'selectTracedCredits', 'selectUnnamedCredits'],
  ...[
    'insertCloseRun',
    'recordMoment',
    'findCloseRun',
    'takeCloseRun',
    'beginCloseRun',
    'keepCloseProgress',
    'endCloseRun',
    'restCloseRun',
    'giveBackCloseRun',
  ],
  ...[
    'requeueCloseRun',
    'askCloseToPause',
    'readCloseSwitch',
    'setCloseSwitch',
    'insertScheduledClose',
    'listMarketplaceCloses',
  ],
  ...[
    'insertVerification',
    'hasVerification',
    'findVerificationToMake',
    'beginVerification',
    'keepVerificationProgress',
  ],
  ...['finishVerification', 'failVerification', 'findLastVerification'],
  ...['isJobTaskPaused', 'keepJobSuccess', 'keepJobFailure', 'setJobTaskPause', 'rerunJob'],
  ...['hasBankStatement', 'beginRun', 'endRun', 'keepComparison', 'selectDueDays', 'insertDifferenceNote'],
];
