import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MailText } from '@/features/mailbox/mail-text';

describe('the text of a mail', () => {
  it('has a paragraph for each, and its address as a link', () => {
    const { container } = render(
      <MailText text={'Hello Ann,\n\nset it here: http://localhost:3000/reset-password?token=a_b-c\n\nEvenkeel'} />,
    );
    expect([...container.querySelectorAll('p')].map((paragraph) => paragraph.textContent)).toEqual([
      'Hello Ann,',
      'set it here: http://localhost:3000/reset-password?token=a_b-c',
      'Evenkeel',
    ]);
    expect(screen.getByRole('link').getAttribute('href')).toBe('http://localhost:3000/reset-password?token=a_b-c');
  });

  it('shows markup as it stands and runs none of it', () => {
    const { container } = render(<MailText text={'<img src=x onerror=alert(1)> javascript:alert(1)'} />);
    expect(container.querySelectorAll('img, a')).toHaveLength(0);
    expect(container.textContent).toBe('<img src=x onerror=alert(1)> javascript:alert(1)');
  });
});
