import { describe, expect, it } from 'vitest';
import { readEnv } from '@/server/env';

const PRODUCTION = {
  EVENKEEL_MODE: 'production',
  DATABASE_URL: 'postgresql://db.example/evenkeel',
  APP_ORIGIN: 'https://finance.example.com',
  SESSION_SECRET: 'x'.repeat(32),
};

describe('which card provider the environment names', () => {
  it('nothing set: the simulator on this machine', () => {
    expect(readEnv({}).stripe).toEqual({ secretKey: null, apiBase: 'http://127.0.0.1:12111', webhookSecrets: [] });
  });

  it('a key: Stripe itself, and both secrets while one is being changed', () => {
    const stripe = {
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_new',
      STRIPE_WEBHOOK_SECRET_OLD: 'whsec_old',
    };
    expect(readEnv(stripe).stripe).toEqual({
      secretKey: 'sk_test_1',
      apiBase: null,
      webhookSecrets: ['whsec_new', 'whsec_old'],
    });
  });

  it('production without a key does not start: the simulator’s test cards would pay real debts', () => {
    expect(() => readEnv(PRODUCTION)).toThrow(/STRIPE_SECRET_KEY is required.*\n.*STRIPE_WEBHOOK_SECRET is required/);
  });

  it('a live key goes to nobody over an open connection', () => {
    const open = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_API_BASE: 'http://127.0.0.1:12111' };
    expect(() => readEnv(open)).toThrow(/STRIPE_API_BASE must not be set to an open address/);
  });

  it('the demo takes no live key: anybody could sign in and charge a real card', () => {
    for (const mode of [{}, { EVENKEEL_MODE: 'demo' }]) {
      for (const key of ['sk_live_1', 'rk_live_1'])
        expect(() => readEnv({ ...mode, STRIPE_SECRET_KEY: key })).toThrow(
          /STRIPE_SECRET_KEY must be a test key \(sk_test_\.\.\.\) in demo mode/,
        );
    }
  });

  it('a publishable key is not a secret one', () => {
    expect(() => readEnv({ STRIPE_SECRET_KEY: 'pk_test_1' })).toThrow(/STRIPE_SECRET_KEY must be a secret key/);
  });
});
