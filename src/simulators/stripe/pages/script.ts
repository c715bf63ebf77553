/**
 * The page works without it. Groups the number while it is typed, keeps the cursor where it was, steps over blanks when a digit is deleted, and writes the stroke of the date.
 */
export const SCRIPT = `
const digitsOf = (text) => text.replace(/\\D/g, '');
const groupsOf = (digits) => {
  if (/^3[47]/.test(digits)) return [4, 6, 5];
  if (/^3(0|6|8)/.test(digits) && digits.length <= 14) return [4, 6, 4];
  return [4, 4, 4, 4, 3];
};
const grouped = (digits) => {
  const parts = [];
  let from = 0;
  for (const length of groupsOf(digits)) {
    if (from >= digits.length) break;
    parts.push(digits.slice(from, from + length));
    from += length;
  }
  return parts.join(' ');
};
const dated = (digits) => {
  const month = /^[2-9]/.test(digits) ? '0' + digits : digits;
  return month.length > 2 ? month.slice(0, 2) + ' / ' + month.slice(2, 4) : month;
};
const keep = (input, write, most) => input.addEventListener('input', (event) => {
  if (event.inputType === 'deleteContentBackward' && write === dated) return;
  const before = digitsOf(input.value.slice(0, input.selectionStart)).length;
  const isAtEnd = input.selectionStart === input.value.length;
  const text = write(digitsOf(input.value).slice(0, most));
  if (text === input.value) return;
  input.value = text;
  if (isAtEnd) return;
  let place = 0;
  for (let seen = 0; place < text.length && seen < before; place += 1) if (/\\d/.test(text[place])) seen += 1;
  input.setSelectionRange(place, place);
});
const step = (input) => input.addEventListener('keydown', (event) => {
  const place = input.selectionStart;
  if (place !== input.selectionEnd) return;
  if (event.key === 'Backspace' && input.value[place - 1] === ' ') input.setSelectionRange(place - 1, place - 1);
  if (event.key === 'Delete' && input.value[place] === ' ') input.setSelectionRange(place + 1, place + 1);
});
const number = document.getElementById('number');
const expiry = document.getElementById('expiry');
if (number) { number.maxLength = 23; keep(number, grouped, 19); step(number); }
if (expiry) keep(expiry, dated, 4);
document.getElementById('refused')?.focus();
for (const form of document.forms) form.addEventListener('submit', () => {
  setTimeout(() => { for (const button of form.querySelectorAll('button')) button.disabled = true; });
});
addEventListener('pageshow', () => { for (const button of document.querySelectorAll('button')) button.disabled = false; });
`;
