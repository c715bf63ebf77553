import { describe, expect, it } from 'vitest';
import { keptAnswer } from '@/server/kept-answer';

/** Answers that are made when the test says so, and a clock that the test moves. */
function asked() {
  const waiting: { readonly give: (answer: string) => void; readonly fail: (error: Error) => void }[] = [];
  const clock = { at: 0 };
  const make = () => new Promise<string>((give, fail) => void waiting.push({ give, fail }));
  return { ask: keptAnswer(5000, make, () => clock.at), waiting, clock };
}

describe('an answer that is kept for 5 seconds', () => {
  it('is made once for all who ask while it is made, however long that takes', async () => {
    const { ask, waiting, clock } = asked();
    const first = ask();
    clock.at = 60_000;
    const second = ask();
    waiting[0]?.give('ok');
    expect(await Promise.all([first, second])).toEqual(['ok', 'ok']);
    expect(waiting).toHaveLength(1);
  });

  it('is given for 4.999 seconds from when it was there, and made anew at 5', async () => {
    const { ask, waiting, clock } = asked();
    const first = ask();
    clock.at = 1000;
    waiting[0]?.give('ok');
    await first;
    clock.at = 5999;
    expect(await ask()).toBe('ok');
    clock.at = 6000;
    const next = ask();
    waiting[1]?.give('late');
    expect(await next).toBe('late');
  });

  it('is not kept where it could not be made', async () => {
    const { ask, waiting } = asked();
    const first = ask();
    waiting[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    const next = ask();
    waiting[1]?.give('ok');
    expect(await next).toBe('ok');
  });
});
